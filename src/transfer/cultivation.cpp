// Keeps timetables of cultivation.
#include "transfer/cultivation.h"

#include <fmt/format.h>

#include <set>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::transfer {
namespace {

constexpr std::int64_t kCultivationsMax = 500;  // read at once

struct Row {
  Id id;
  std::string number;
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Day until_day{};
  CultivationState state{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, number, item_id, item, department_id, department, until_day, state))

Problem wrong(std::string field, std::string rule, Text says) {
  return {ProblemCode::kInvalidForm, FieldError{std::move(field), std::move(rule), "三(一)2", std::move(says)}};
}

void begin(store::Tx& tx, const Basis& basis, std::int64_t version, const Id& item_id, const Id& department_id,
           Day until_day, CultivationState state) {
  tx.execute(
      "insert into transfer_cultivation (cultivation_id, version, item_id, department_id, until_day, state, "
      "begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, version, item_id, department_id, until_day, state, basis.act_id, basis.at, nullptr, nullptr});
}

void check(const NewCultivation& cultivation) {
  std::set<std::string_view> known;
  for (std::size_t place = 0; place < cultivation.milestones.size(); ++place) {
    const NewMilestone& milestone = cultivation.milestones[place];
    if (!known.insert(milestone.id).second)
      throw wrong(fmt::format("/form/milestones/{}/id", place), "distinct_milestones",
                  {"节点编号不重复", "no milestone stands there twice"});
    if (milestone.due_on > cultivation.until_day)
      throw wrong(fmt::format("/form/milestones/{}/due_on", place), "due_in_time",
                  {"节点期限不晚于培育期满", "a milestone falls due before the cultivation ends"});
  }
}

}  // namespace

void begin_cultivation(store::Tx& tx, const Basis& basis, const NewCultivation& cultivation) {
  check(cultivation);
  tx.lock("function-item:" + cultivation.item_id);
  if (tx.integer("select count(*) from transfer_cultivation where item_id = ? and state = 'running' and ended_at is "
                 "null",
                 {cultivation.item_id})
          .value_or(0) > 0)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/form/item",
                             "cultivated_already",
                             "三(一)2",
                             {"该事项已有执行中的培育安排", "a timetable runs for the item already"}});
  begin(tx, basis, 1, cultivation.item_id, cultivation.department_id, cultivation.until_day, CultivationState::running);
  std::int64_t place = 0;
  for (const NewMilestone& milestone : cultivation.milestones)
    tx.execute(
        "insert into transfer_milestone (cultivation_id, milestone, place, title, due_on, reached_on, reached_act, "
        "reached_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        {basis.case_id, milestone.id, ++place, milestone.title, milestone.due_on, nullptr, nullptr, nullptr});
}

void reach_milestone(store::Tx& tx, const Basis& basis, std::string_view milestone) {
  const auto reached = tx.execute(
      "update transfer_milestone set reached_on = ?, reached_act = ?, reached_at = ? where cultivation_id = ? and "
      "milestone = ? and reached_on is null",
      {basis.today, basis.act_id, basis.at, basis.case_id, milestone});
  if (reached == 0)
    throw wrong("/form/milestone", "known_milestone",
                {"没有这个尚未完成的节点", "there is no milestone of this name that isn't reached yet"});
}

void end_cultivation(store::Tx& tx, const Basis& basis, CultivationState state) {
  const auto running = tx.one<Row>(
      "select cultivation_id as id, '' as number, item_id, '' as item, department_id, '' as department, until_day, "
      "state from transfer_cultivation where cultivation_id = ? and ended_at is null",
      {basis.case_id});
  GH_ASSERT(running && running->state == CultivationState::running);
  tx.execute(
      "update transfer_cultivation set ended_by_act = ?, ended_at = ? where cultivation_id = ? and ended_at is "
      "null",
      {basis.act_id, basis.at, basis.case_id});
  begin(tx, basis, 2, running->item_id, running->department_id, running->until_day, state);
}

std::int64_t milestones_left(store::Tx& tx, const Id& cultivation_id) {
  return tx
      .integer("select count(*) from transfer_milestone where cultivation_id = ? and reached_on is null",
               {cultivation_id})
      .value_or(0);
}

std::vector<CultivationView> read_cultivations(store::Tx& tx, std::string_view department_id) {
  std::vector<CultivationView> out;
  for (const Row& row : tx.all<Row>(
           "select t.cultivation_id as id, coalesce(c.number, '') as number, t.item_id, coalesce(i.name, '') as item, "
           "t.department_id, coalesce(d.name, '') as department, t.until_day, t.state from transfer_cultivation t left "
           "join case_file c on c.id = t.cultivation_id left join transfer_item i on i.item_id = t.item_id and "
           "i.ended_at is null left join organisation d on d.id = t.department_id where t.ended_at is null and (? = '' "
           "or t.department_id = ?) order by t.cultivation_id desc limit ?",
           {department_id, department_id, kCultivationsMax})) {
    CultivationView view{row.id,         row.number,    row.item_id, row.item, row.department_id,
                         row.department, row.until_day, row.state};
    view.milestones = tx.all<CultivationMilestone>(
        "select milestone, title, due_on, reached_on from transfer_milestone where cultivation_id = ? order by place",
        {row.id});
    out.push_back(std::move(view));
  }
  return out;
}

}  // namespace gh::transfer
