// Does every case's history follow its procedure, and does the log say the same as the acts? For `guildhall verify`.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cases/engine.h"
#include "store/db.h"

namespace gh::cases {

struct Finding {
  // Stable:
  //   ordinal-gap, state-gap     an act is missing between two
  //   unknown-action             neither procedure nor engine has it in that state
  //   not-allowed                it could not have been done there, or not have led to where it says it did
  //   wrong-state                the case says another state than its acts lead to
  //   leaf-differs, no-leaf      the log says something else, or nothing
  std::string what;
  Id case_id;
  Id act;
  std::string says;
};

// Walks every case through its procedure, and compares each act with its leaf. Streams; stops after `findings_max`.
std::vector<Finding> verify_cases(store::Tx& tx, Packs& packs, std::size_t findings_max);

}  // namespace gh::cases
