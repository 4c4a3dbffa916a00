// Who lives in the simulated city: the staff of its bodies, private persons, and whoever an act has given an office
// since.
#pragma once
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "identity/caller.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::simulation {

class City {
 public:
  explicit City(const policy::Pack& pack) : pack_(pack) {}

  // Accounts and offices of the staff and of private persons; once, in an empty installation.
  void settle(store::Tx& tx, Instant now, const RandomBytes& random) const;

  // Every office in force, oldest first.
  const std::vector<identity::Caller>& people(store::Tx& tx, Day today);
  std::vector<identity::Caller> in_role(store::Tx& tx, Day today, std::string_view role);

 private:
  const policy::Pack& pack_;
  std::vector<identity::Caller> people_;
  std::int64_t offices_ = -1;
  Day read_on_{};
};

}  // namespace gh::simulation
