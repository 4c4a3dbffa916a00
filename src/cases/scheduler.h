// Fires what falls due, all cases together. Being late or off for a day changes no outcome: every act first lets happen
// what time has already decided on its case.
#pragma once
#include "base/ids.h"
#include "cases/engine.h"
#include "store/db.h"

namespace gh::cases {

inline constexpr std::size_t kDueCasesAtOnceMax = 500;

struct Fired {
  std::size_t cases = 0;  // whose timers were fired
  std::size_t acts = 0;
  std::size_t failed = 0;  // cases whose timers could not be fired; logged, tried again next time
};

// Fires the timers due at `now`, each case in a transaction of its own; at most kDueCasesAtOnceMax cases.
Fired fire_due_timers(Engine& engine, store::Db& db, Instant now, const RandomBytes& random);

}  // namespace gh::cases
