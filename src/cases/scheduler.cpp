#include "cases/scheduler.h"

#include <spdlog/spdlog.h>

#include "cases/timers.h"

namespace gh::cases {

Fired fire_due_timers(Engine& engine, store::Db& db, Instant now, const RandomBytes& random) {
  Fired out;
  const auto due = db.reading([&](store::Tx& tx) { return cases_with_due_timers(tx, now, kDueCasesAtOnceMax); });
  for (const Id& id : due) {
    try {
      out.acts +=
          static_cast<std::size_t>(db.writing([&](store::Tx& tx) { return engine.fire_timers(tx, id, now, random); }));
      ++out.cases;
    } catch (const std::exception& trouble) {
      // One case that can't go on must not hold up the others.
      ++out.failed;
      spdlog::error("timer of case {} failed: {}", id, trouble.what());
    }
  }
  return out;
}

}  // namespace gh::cases
