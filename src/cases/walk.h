// Does every case's history follow its procedure, and does the log say the same as the acts? For `guildhall verify`.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cases/engine.h"
#include "store/db.h"

namespace gh::cases {

struct Finding {
  std::string what;  // stable: "ordinal-gap", "state-gap", "unknown-action", "not-allowed", "wrong-state",
                     // "leaf-differs", "no-leaf"
  Id case_id;
  Id act;
  std::string says;
};

// Walks every case through its procedure, and compares each act with its leaf. Streams; stops after `findings_max`.
std::vector<Finding> verify_cases(store::Tx& tx, Packs& packs, std::size_t findings_max);

}  // namespace gh::cases
