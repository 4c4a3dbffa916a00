// What happens with a function in the demo city after the agreement: planned checks, ratings, evaluations, take-backs.
#include "app/demo_flows.h"
#include "app/demo_forms.h"

namespace gh::app {
namespace {

constexpr const char* kDuties[] = {"accept", "review", "publish"};

// The year's plan: a visit or a report for each duty.
void plan_year(Play& play, const DepartmentCast& department, const Id& id) {
  json::array checks;
  int after = 50;
  for (const char* duty : kDuties) {
    checks.push_back({{"duty", duty},
                      {"kind", after < 200 ? "visit" : "report"},
                      {"planned_on", text(play.today() + std::chrono::days{after})}});
    after += 90;
  }
  play.act(department.officer, id, "plan_checks", {{"checks", std::move(checks)}});
}

struct PlannedCase {
  Id id;
  std::string duty;
  Day planned_on{};
};
std::vector<PlannedCase> planned(Play& play, const Id& transfer) {
  std::vector<PlannedCase> out;
  play.tx().each(
      "select case_id, duty, planned_on from transfer_planned_check where transfer_id = ? and ended_at is "
      "null order by planned_on",
      {transfer}, [&](const store::Row& row) {
        out.push_back({Id(row.string(0)), std::string(row.string(1)), parse_day(row.string(2)).value_or(Day{})});
      });
  return out;
}

}  // namespace

Flow take_back(Play& play, Cast& cast, DepartmentCast department, Id id, identity::Caller receiver) {
  co_await play.days(1, 4);
  if (play.state(id) == "statement_awaited" &&
      play.ask("registry.status", {json::string(*receiver.organisation)}) == json::value("active"))
    play.act(receiver, id, "state_case", {{"statement", "力量不足，同意交回"}});
  GUILDHALL_AWAIT_STATE(play, id, "take_back_decision");
  co_await play.days(2, 12);
  play.act(cast.reform, id, "decide_take_back",
           {{"reason", "不能履行承接职责"}, {"interim_care", "由业务科接续受理"}, {"remedies_told", true}});
  co_await play.days(5, 25);
  play.act(department.officer, id, "move_cases");
  play.act(
      department.officer, id, "hand_over_files",
      {{"open_files", play.between(0, 12)}, {"seals", 0}, {"archives", "评审档案若干卷"}, {"receiver_present", true}});
}

namespace {

bool goes_on(const std::string& state) { return state == "supervised" || state == "questioned"; }
// No year's end is under way.
bool settled(const std::string& state) { return goes_on(state) || state == "regular"; }

// Whether the association may go on after it was listed; otherwise a take-back is proposed.
bool answer_question(Play& play, const DepartmentCast& department, const Id& id, const Id& organisation) {
  if (play.ask("registry.status", {json::string(organisation)}) == json::value("active")) {
    play.act(department.head, id, "go_on", {{"reason", "已约谈并限期改正，不影响履职"}});
    return true;
  }
  play.act(department.head, id, "propose_take_back", {{"ground", "association_lapsed"}, {"reason", "承接方已终止"}});
  return false;
}

// A private person says what the service was like; a bad word is answered and followed up.
Flow rate(Play& play, identity::Caller citizen, DepartmentCast department, Id id, identity::Caller receiver) {
  constexpr const char* kGood[] = {"fairly_satisfied", "satisfied", "very_satisfied"};
  const std::string grade = play.chance(15) ? "dissatisfied" : kGood[play.between(0, 2)];
  const Id rating = play.open(citizen, "function-rating", {{"grade", grade}, {"comment", "办理情况如上"}}, id);
  co_await play.days(1, 3);
  if (play.state(rating) != "to_answer") co_return;
  play.act(receiver, rating, "answer", {{"answer", "已核实，确有延误"}, {"measures", "增加受理人员"}});
  co_await play.days(1, 4);
  play.act(department.officer, rating, "settle",
           {{"reached", true}, {"content_now", true}, {"findings", "评价人认可处理结果"}});
}

Flow evaluate_year(Play& play, Cast& cast, DepartmentCast department, Id id, identity::Caller receiver) {
  const auto& evaluator = cast.evaluators[1];
  if (play.state(id) != "year_review") co_return;
  play.act(department.officer, id, "commission_evaluation",
           {{"evaluator", *evaluator.organisation}, {"task", "年度评估"}});
  co_await play.days(10, 30);
  if (play.state(id) != "evaluation_running") co_return;
  play.act(evaluator, id, "report_evaluation", evaluation(play, 84));
  co_await play.days(1, 5);
  if (play.state(id) == "evaluation_reported") play.act(receiver, id, "reply", {{"statement", "无异议，继续改进"}});
  co_await play.days(2, 10);
  if (play.state(id) != "evaluated") co_return;
  play.act(department.head, id, "conclude_year", {{"reason", "年度评估合格"}});
}

}  // namespace

Flow watch(Play& play, Cast& cast, DepartmentCast department, Id id, identity::Caller receiver, bool fails) {
  co_await play.days(12, 20);
  while (goes_on(play.state(id))) {
    if (play.state(id) == "questioned") {
      co_await play.days(2, 8);
      if (!answer_question(play, department, id, *receiver.organisation)) {
        take_back(play, cast, department, id, receiver);
        co_return;
      }
    }
    if (planned(play, id).empty() && play.state(id) == "supervised") plan_year(play, department, id);
    for (const PlannedCase& check : planned(play, id)) {
      co_await play.on(check.planned_on);
      if (play.state(id) != "supervised") break;
      const bool met = !(fails && check.duty == "review");
      play.act(department.officer, check.id, "record",
               {{"checked_on", text(play.today())}, {"met", met}, {"findings", met ? "履职正常" : "未按规定组织评审"}});
      rate(play, cast.agents[0], department, id, receiver);
      if (met) continue;
      play.act(department.head, id, "order_rectification",
               {{"duties", json::array{"review"}},
                {"deadline_on", text(play.today() + std::chrono::days{30})},
                {"text", "限期整改评审组织工作"}});
      GUILDHALL_AWAIT_STATE(play, id, "order_failed");
      co_await play.days(2, 10);
      play.act(department.head, id, "propose_take_back",
               {{"ground", "duty_unmet"}, {"reason", "逾期未整改"}, {"unmet", json::array{"review"}}});
      take_back(play, cast, department, id, receiver);
      co_return;
    }
    for (int waited = 0; play.state(id) == "supervised" && waited < kWaitDaysMax; ++waited) co_await play.days(1, 2);
    if (play.state(id) == "year_review") evaluate_year(play, cast, department, id, receiver);
    for (int waited = 0; !settled(play.state(id)) && waited < kWaitDaysMax; ++waited) co_await play.days(1, 2);
  }
}

}  // namespace gh::app
