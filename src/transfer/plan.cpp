// Keeps the plan of checks and the notes.
#include "transfer/plan.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "transfer/agreements.h"
#include "transfer/items.h"

namespace gh::transfer {

std::vector<std::string> unplanned_duties(const std::vector<std::string>& duties,
                                          const std::vector<CheckToPlan>& plan) {
  std::vector<std::string> out;
  for (const std::string& duty : duties)
    if (std::ranges::find(plan, duty, &CheckToPlan::duty) == plan.end()) out.push_back(duty);
  return out;
}

void plan_check(store::Tx& tx, const Basis& basis, const Id& transfer_id, const std::string& duty, CheckKind kind,
                Day planned_on) {
  const Agreement agreement = running_agreement(tx, transfer_id);
  check_known_duty(tx, agreement, duty);
  tx.execute(
      "insert into transfer_planned_check (case_id, transfer_id, year, duty, kind, planned_on, outcome, begun_by_act, "
      "begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, transfer_id, agreement.year, duty, kind, planned_on, PlanOutcome::planned, basis.act_id, basis.at,
       nullptr, nullptr});
}

void settle_planned_check(store::Tx& tx, const Basis& basis, PlanOutcome outcome) {
  GH_ASSERT(outcome != PlanOutcome::planned);
  const auto settled = tx.execute(
      "update transfer_planned_check set outcome = ?, ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is "
      "null",
      {outcome, basis.act_id, basis.at, basis.case_id});
  if (settled == 0)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"", "not_planned", "三(一)2", {"没有待办的计划检查", "no check is planned here"}});
}

std::vector<PlannedCheck> planned_checks_of(store::Tx& tx, const Id& transfer_id, std::optional<Instant> as_of) {
  auto checks = tx.all<PlannedCheck>(
      "select * from transfer_planned_check where transfer_id = ? order by planned_on, case_id", {transfer_id});
  if (!as_of) return checks;
  std::erase_if(checks, [&](const PlannedCheck& check) { return check.begun_at > *as_of; });
  for (PlannedCheck& check : checks) {
    if (!check.ended_at || *check.ended_at <= *as_of) continue;
    check.outcome = PlanOutcome::planned;
    check.ended_by_act.reset();
    check.ended_at.reset();
  }
  return checks;
}

void add_note(store::Tx& tx, const Basis& basis, const Note& note) {
  running_agreement(tx, basis.case_id);
  const auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) + 1 from transfer_note where case_id = ?", {basis.case_id});
  tx.execute(
      "insert into transfer_note (case_id, ordinal, held_on, present, matter, settled, act_id, recorded_at) values (?, "
      "?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, ordinal, note.held_on, note.present, note.matter, note.settled, basis.act_id, basis.at});
}

std::vector<Note> notes_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  auto notes = tx.all<Note>("select * from transfer_note where case_id = ? order by ordinal", {case_id});
  if (as_of) std::erase_if(notes, [&](const Note& note) { return note.recorded_at > *as_of; });
  return notes;
}

}  // namespace gh::transfer
