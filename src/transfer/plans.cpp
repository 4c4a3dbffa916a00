// Keeps plans and reads them against what happened.
#include "transfer/plans.h"

#include <fmt/format.h>

#include <set>

#include "base/problem.h"
#include "transfer/items.h"

namespace gh::transfer {
namespace {

constexpr std::int64_t kPlansMax = 500;  // read at once

struct Happened {
  std::optional<Instant> called_at;
  std::optional<Instant> agreed_at;
};
BOOST_DESCRIBE_STRUCT(Happened, (), (called_at, agreed_at))

struct PlanRow {
  Id id;
  std::string number;
  Id department_id;
  std::string department;
  Id batch_id;
  std::string batch;
  std::int64_t year = 0;
  Day published_on{};
  Instant published_at{};
};
BOOST_DESCRIBE_STRUCT(PlanRow, (),
                      (id, number, department_id, department, batch_id, batch, year, published_on, published_at))

struct LineRow {
  Id item_id;
  std::int64_t place = 0;
  bool pilot = false;
  Day call_on{};
  Day agree_on{};
  std::int64_t money_fen = 0;
  std::string supervision;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (item_id, place, pilot, call_on, agree_on, money_fen, supervision))

FieldError fault(std::size_t place, std::string_view member, std::string_view rule, Text says) {
  return {fmt::format("/form/lines/{}/{}", place, member), std::string(rule), "三(一)2", std::move(says)};
}

// The first call for receivers and the first agreement since the plan was published.
Happened happened_to(store::Tx& tx, const Id& item_id, Instant since) {
  return tx
      .one<Happened>(
          "select (select min(begun_at) from transfer_item where item_id = ? and state = 'in_transfer' and begun_at >= "
          "?) as called_at, (select min(begun_at) from transfer_item where item_id = ? and state = 'transferred' and "
          "begun_at >= ?) as agreed_at",
          {item_id, since, item_id, since})
      .value_or(Happened{});
}

std::vector<PlanLineView> lines_of(store::Tx& tx, const PlanRow& plan, Day today, UtcOffset offset) {
  std::vector<PlanLineView> out;
  for (const LineRow& line : tx.all<LineRow>(
           "select item_id, place, pilot, call_on, agree_on, money_fen, supervision from transfer_plan_line where "
           "plan_id = ? order by place",
           {plan.id})) {
    const Happened happened = happened_to(tx, line.item_id, plan.published_at);
    const auto day_of = [&](const std::optional<Instant>& at) {
      return at ? std::optional(local_day(*at, offset)) : std::nullopt;
    };
    PlanLineView view;
    view.item_id = line.item_id;
    view.place = line.place;
    view.pilot = line.pilot;
    view.call_on = line.call_on;
    view.called_on = day_of(happened.called_at);
    view.call = progress_of(line.call_on, view.called_on, today);
    view.agree_on = line.agree_on;
    view.agreed_on = day_of(happened.agreed_at);
    view.agreement = progress_of(line.agree_on, view.agreed_on, today);
    view.money_fen = line.money_fen;
    view.supervision = line.supervision;
    if (const auto item = find_item(tx, line.item_id)) {
      view.name = item->name;
      view.state = boost::describe::enum_to_string(item->state, "");
      if (item->holder_id)
        view.holder = tx.string("select name from organisation where id = ?", {*item->holder_id}).value_or("");
    }
    out.push_back(std::move(view));
  }
  return out;
}

}  // namespace

StepProgress progress_of(Day planned, std::optional<Day> actual, Day today) {
  if (actual) return *actual <= planned ? StepProgress::done : StepProgress::late;
  return today > planned ? StepProgress::overdue : StepProgress::waiting;
}

std::vector<FieldError> faults_of(store::Tx& tx, const Id& department_id, const std::vector<NewPlanLine>& lines) {
  std::vector<FieldError> out;
  std::set<std::string_view> known;
  for (std::size_t place = 0; place < lines.size(); ++place) {
    const NewPlanLine& line = lines[place];
    if (!known.insert(line.item).second)
      out.push_back(fault(place, "item", "distinct_items", {"事项不重复列入", "no item stands there twice"}));
    const auto item = find_item(tx, line.item);
    if (!item || item->department_id != department_id || item->state == ItemState::withdrawn)
      out.push_back(fault(place, "item", "own_item",
                          {"事项在目录中且由本部门提出", "the item is the department's own and in the catalogue"}));
    if (line.agree_on < line.call_on)
      out.push_back(fault(place, "agree_on", "agree_after_call",
                          {"签订协议不早于征集公告", "the agreement comes after the call"}));
  }
  return out;
}

void publish_plan(store::Tx& tx, const Basis& basis, const NewPlan& plan) {
  if (auto faults = faults_of(tx, plan.department_id, plan.lines); !faults.empty())
    throw Problem(ProblemCode::kInvalidForm, std::move(faults));
  tx.execute(
      "insert into transfer_plan (plan_id, department_id, batch_id, year, published_on, act_id, published_at) values "
      "(?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, plan.department_id, plan.batch_id, plan.year, basis.today, basis.act_id, basis.at});
  std::int64_t place = 0;
  for (const NewPlanLine& line : plan.lines)
    tx.execute(
        "insert into transfer_plan_line (plan_id, item_id, place, pilot, call_on, agree_on, money_fen, supervision) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        {basis.case_id, line.item, ++place, line.pilot, line.call_on, line.agree_on, line.money_fen, line.supervision});
}

std::vector<PlanView> read_plans(store::Tx& tx, std::string_view department_id, std::string_view batch_id, Day today,
                                 UtcOffset offset) {
  std::vector<PlanView> out;
  for (const PlanRow& plan : tx.all<PlanRow>(
           "select p.plan_id as id, coalesce(c.number, '') as number, p.department_id, coalesce(d.name, '') as "
           "department, p.batch_id, coalesce(b.title, '') as batch, p.year, p.published_on, p.published_at from "
           "transfer_plan p left join case_file c on c.id = p.plan_id left join organisation d on d.id = "
           "p.department_id left join transfer_batch b on b.batch_id = p.batch_id and b.ended_at is null where (? = '' "
           "or p.department_id = ?) and (? = '' or p.batch_id = ?) order by p.plan_id desc limit ?",
           {department_id, department_id, batch_id, batch_id, kPlansMax})) {
    PlanView view{plan.id,       plan.number, plan.department_id, plan.department,
                  plan.batch_id, plan.batch,  plan.year,          plan.published_on};
    view.lines = lines_of(tx, plan, today, offset);
    for (const PlanLineView& line : view.lines) {
      if (line.agreed_on) ++view.done;
      for (const StepProgress step : {line.call, line.agreement})
        if (step == StepProgress::overdue) ++view.overdue;
    }
    out.push_back(std::move(view));
  }
  return out;
}

}  // namespace gh::transfer
