// A case that stands still while something about it is settled elsewhere, and goes on afterwards.
#include "cases/clocks.h"
#include "cases/performing.h"
#include "cases/timers.h"
#include "cases/transition.h"

namespace gh::cases {

void suspend_case(Performing& cause, const Id& case_id, const Text& reason) {
  Performing p(cause.engine, cause.tx, cause.next_stamp(), cause.actor, &cause);
  p.look_at(case_id);
  p.set_instant(cause.now);
  // A second objection while the first is open changes nothing about the clocks, but is counted by its own case.
  if (p.file.suspended_at) return;
  p.file.suspended_at = p.now;
  pause_all_clocks(p, reason, cause.procedure->cites);
  park_timers(p);
  p.tell(CaseChange::kSuspended);
  p.save_case();
  p.input = {{"reason_zh", reason.zh}, {"reason_en", reason.en}};
  p.record(act_kind::kEngine, "suspended", p.file.state);
  post_to_holders(p, "case-changed", {{"action", "suspended"}, {"state", p.file.state}});
}

void resume_case(Performing& cause, const Id& case_id) {
  Performing p(cause.engine, cause.tx, cause.next_stamp(), cause.actor, &cause);
  p.look_at(case_id);
  p.set_instant(cause.now);
  if (!p.file.suspended_at) return;
  p.file.suspended_at.reset();
  resume_all_clocks(p);
  unpark_timers(p);
  p.tell(CaseChange::kResumed);
  p.save_case();
  p.record(act_kind::kEngine, "resumed", p.file.state);
  post_to_holders(p, "case-changed", {{"action", "resumed"}, {"state", p.file.state}});
}

}  // namespace gh::cases
