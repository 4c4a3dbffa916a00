// Limits counted a second time, by a program of its own: from the acts, the procedure and the calendar alone. It shares
// no code with cases/clocks.cpp and calendar/working_days.cpp, whose answers it is held against.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "cases/packs.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::simulation {

// Which days are worked, as it was known at some instant.
class KnownDays {
 public:
  void learn(const calendar::PublishedYear& year) { years_[year.year] = year; }
  bool is_worked(Day day) const;

 private:
  std::map<int, calendar::PublishedYear> years_;
};

// Faults of all clocks of all cases, as sentences; none when every one is right. `now` is the instant up to which
// timers have been fired.
std::vector<std::string> check_clocks(store::Tx& tx, cases::Packs& packs, Instant now, std::size_t faults_max);

}  // namespace gh::simulation
