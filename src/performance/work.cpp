// Keeps the work cases.
#include "performance/work.h"

#include "base/assert.h"
#include "base/problem.h"

namespace gh::performance {
namespace {

Problem conflict(std::string rule, Text says) {
  return {ProblemCode::kConflict, FieldError{"", std::move(rule), "三(一)2", std::move(says)}};
}

WorkCase known(store::Tx& tx, const Id& case_id) {
  auto found = find_work(tx, case_id);
  GH_ASSERT(found.has_value());
  return std::move(*found);
}

}  // namespace

void begin_work(store::Tx& tx, const Basis& basis, const NewWork& work) {
  tx.lock("function-work:" + work.item_id);
  const auto place =
      tx.integer("select coalesce(max(place), 0) + 1 from performance_work where item_id = ?", {work.item_id});
  tx.execute(
      "insert into performance_work (case_id, item_id, kind, department_id, performer_id, place, opened_on, "
      "finished_on, on_time, outcome, begun_by_act, changed_by_act) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, work.item_id, work.kind, work.department_id, work.performer_id, place, basis.today, nullptr,
       nullptr, nullptr, basis.act_id, basis.act_id});
}

void finish_work(store::Tx& tx, const Basis& basis, std::string_view outcome) {
  if (known(tx, basis.case_id).finished_on)
    throw conflict("work_finished", {"该办件已办结", "the work is done already"});
  const auto late = tx.integer(
      "select count(*) from clock where case_id = ? and ((status = 'stopped' and stopped_on > due_on) or (status = "
      "'running' and due_on < ?))",
      {basis.case_id, basis.today});
  tx.execute(
      "update performance_work set finished_on = ?, on_time = ?, outcome = ?, changed_by_act = ? where case_id = ?",
      {basis.today, late.value_or(0) == 0, outcome, basis.act_id, basis.case_id});
}

void reopen_work(store::Tx& tx, const Basis& basis) {
  if (!known(tx, basis.case_id).finished_on)
    throw conflict("work_running", {"该办件尚未办结", "the work isn't done yet"});
  tx.execute(
      "update performance_work set finished_on = ?, on_time = ?, outcome = ?, changed_by_act = ? where case_id = ?",
      {nullptr, nullptr, nullptr, basis.act_id, basis.case_id});
}

std::vector<WorkCase> to_hand_over(store::Tx& tx, const Id& item_id, const Id& to) {
  auto found = tx.all<WorkCase>(
      "select w.* from performance_work w join case_file c on c.id = w.case_id where w.item_id = ? and w.performer_id "
      "<> ? and c.closed_at is null order by w.place limit ?",
      {item_id, to, kHandedOverMax + 1});
  // Better none than some: what stayed behind would be with nobody.
  if (found.size() > kHandedOverMax)
    throw conflict("too_many_cases", {"在办件过多，无法一次移交", "too many cases to hand over in one act"});
  return found;
}

std::int64_t still_elsewhere(store::Tx& tx, const Id& item_id, const Id& to) {
  return tx
      .integer(
          "select count(*) from performance_work w join case_file c on c.id = w.case_id where w.item_id = ? and "
          "w.performer_id <> ? and c.closed_at is null",
          {item_id, to})
      .value_or(0);
}

void hand_over(store::Tx& tx, const Basis& basis, const WorkCase& work, const Id& to) {
  std::string state;
  std::optional<std::string> due_on;
  tx.each("select state, coalesce(due_on, '') from case_file where id = ?", {work.case_id}, [&](const store::Row& row) {
    state = row.string(0);
    if (!row.string(1).empty()) due_on = row.string(1);
  });
  tx.execute(
      "insert into performance_handover (act_id, case_id, transfer_id, item_id, from_id, to_id, place, state, due_on, "
      "running, handed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.act_id, work.case_id, basis.case_id, work.item_id, work.performer_id, to, work.place, state, due_on,
       !work.finished_on, basis.at});
  tx.execute("update performance_work set performer_id = ?, changed_by_act = ? where case_id = ?",
             {to, basis.act_id, work.case_id});
}

std::optional<WorkCase> find_work(store::Tx& tx, const Id& case_id) {
  return tx.one<WorkCase>("select * from performance_work where case_id = ?", {case_id});
}

std::int64_t running_of(store::Tx& tx, const Id& applicant_id, std::string_view kind) {
  return tx
      .integer(
          "select count(*) from case_file c join performance_work w on w.case_id = c.id where c.applicant_id = ? and "
          "c.closed_at is null and w.kind = ? and w.finished_on is null",
          {applicant_id, kind})
      .value_or(0);
}

std::int64_t work_in_states(store::Tx& tx, const Id& performer_id, const std::vector<std::string>& states) {
  std::int64_t count = 0;
  for (const std::string& state : states)
    count += tx.integer(
                   "select count(*) from performance_work w join case_file c on c.id = w.case_id where w.performer_id "
                   "= ? and c.state = ? and c.closed_at is null",
                   {performer_id, state})
                 .value_or(0);
  return count;
}

std::vector<Id> finished_between(store::Tx& tx, const Id& department_id, Day from, Day to) {
  std::vector<Id> out;
  tx.each(
      "select w.case_id from performance_work w join case_file c on c.id = w.case_id where w.department_id = ? and "
      "w.finished_on >= ? and w.finished_on <= ? and c.closed_at is null order by w.case_id limit ?",
      {department_id, from, to, kFinishedMax + 1}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  // A sample of a part would not be one of the whole.
  if (out.size() > kFinishedMax)
    throw conflict("too_many_cases", {"办结件过多，请缩短期间", "too many finished cases; take a shorter period"});
  return out;
}

}  // namespace gh::performance
