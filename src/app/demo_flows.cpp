#include "app/demo_flows.h"

#include <fmt/format.h>

#include "app/demo_forms.h"
#include "base/money.h"

namespace gh::app {
namespace {

Flow conclude_purchase(Play& play, Cast& cast, DepartmentCast department, Id id);
Flow perform_contract(Play& play, Cast& cast, DepartmentCast department, Id id, identity::Caller contractor);
Flow object(Play& play, Cast& cast, DepartmentCast department, Id id);

}  // namespace

Flow run_budgets(Play& play, Cast& cast, int last_year) {
  for (int year = 2013; year <= last_year; ++year) {
    co_await play.on(day_of(year, 1, 8));
    for (const auto& department : cast.departments) {
      const Id id = play.open(cast.finance, "budget-line",
                              {{"department", department.organisation},
                               {"year", year},
                               {"item", "2080206"},
                               {"title", fmt::format("{}年度购买行业协会商会服务", year)},
                               {"amount_fen", play.between(200, 500) * 1'000'000},
                               {"source", "department_budget"}});
      play.act(cast.finance_head, id, "approve");
      cast.budget_lines[fmt::format("{}:{}", department.key, year)] = id;
    }
  }
}

Flow publish_service(Play& play, Cast& cast, std::size_t index, std::string code, std::string name, std::string kind) {
  co_await play.days(1, 60);
  const auto department = cast.departments[index];
  const Id id = play.open(department.officer, "service-item", service_item_form(code, name, kind));
  co_await play.days(1, 5);
  play.act(department.head, id, "propose");
  co_await play.days(3, 18);
  play.act(cast.finance_head, id, "publish");
  cast.services.emplace_back(index, id);
}

namespace {

// Associations that could bid now: registered a while ago, not busy with many others; the best known first.
std::vector<std::size_t> bidders(Play& play, Cast& cast, std::size_t count) {
  std::vector<std::size_t> fit;
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].part == Part::ordinary && !cast.associations[i].organisation.empty() &&
        cast.associations[i].busy < 4)
      fit.push_back(i);
  std::vector<std::size_t> out;
  while (!fit.empty() && out.size() < count) {
    const auto place = static_cast<std::size_t>(play.between(0, std::ssize(fit) - 1));
    out.push_back(fit[place]);
    fit.erase(fit.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return out;
}

const AssociationCast& association_of(const Cast& cast, const Id& organisation) {
  for (const auto& association : cast.associations)
    if (association.organisation == organisation) return association;
  throw Bug("the demo city: no association " + organisation);
}

const AssociationCast& winner_of(Play& play, const Cast& cast, const Id& case_id) {
  return association_of(cast, Id(play.ask("scoring.first_organisation", {json::string(case_id)}).as_string()));
}

// Plans are made while there is a budget, and not when its year is nearly over.
Day day_to_plan(Day day) {
  const int year = year_of(day);
  return day > day_of(year, 12, 15) ? day_of(year + 1, 1, 20) : std::max(day, day_of(year, 1, 20));
}

}  // namespace

Flow buy(Play& play, Cast& cast, std::size_t index, Day from, int number) {
  co_await play.on(day_to_plan(from));
  const std::size_t place = index % cast.services.size();
  const DepartmentCast department = cast.departments[cast.services[place].first];
  const Id service = cast.services[place].second;
  const int year = year_of(play.today());
  const Fen amount = play.between(8, 60) * 1'000'000;
  const Id line = cast.budget_lines.at(fmt::format("{}:{}", department.key, year));
  const auto affordable = [&] {
    const json::value planned = play.ask("purchase.planned", {*department.officer.organisation, service, year});
    return play.ask("ledger.available", {json::string(line)}).as_int64() >= amount &&
           planned.as_int64() + amount < play.pack().parameter("open_tender_from_fen", play.today())->as_int64();
  };
  // Nothing is left this year, or more of this service must go to tender: no plan is made, or it stays what it is.
  if (!affordable()) co_return;
  const Id id = play.open(department.officer, "service-purchase",
                          purchase_form(play, fmt::format("{}年行业服务项目{}", year, number), line, service, amount,
                                        play.chance(60) ? "project_application" : "project_contracting"));
  co_await play.days(1, 5);
  if (!affordable()) co_return;
  play.act(department.head, id, "submit_plan");
  co_await play.days(1, 6);
  if (!affordable()) co_return;
  play.act(cast.finance, id, "file_plan");
  co_await play.days(1, 10);
  play.act(department.head, id, "call", call_form(play, 15, "佛山市公共资源交易场所"));
  const auto wanted = static_cast<std::size_t>(play.chance(8) ? 2 : play.between(3, 5));
  for (const std::size_t bidder : bidders(play, cast, wanted)) {
    co_await play.days(1, 2);
    if (play.state(id) != "calling") break;
    report_in_order(play, cast, bidder);
    ++cast.associations[bidder].busy;
    play.open(cast.associations[bidder].secretary, "service-application", service_application_form(play, amount), id);
  }
  for (int waited = 0; play.state(id) == "calling" && waited < kWaitDaysMax; ++waited) co_await play.days(1, 2);
  conclude_purchase(play, cast, department, id);
}

namespace {

void let_go(Cast& cast, const Id& organisation) {
  for (auto& association : cast.associations)
    if (association.organisation == organisation && association.busy > 0) --association.busy;
}

std::vector<std::pair<Id, Id>> applications(Play& play, const Id& parent, const std::string& state) {
  std::vector<std::pair<Id, Id>> out;
  for (const auto& child : play.tx().all<cases::CaseFile>(
           "select * from case_file where parent_id = ? and state = ? order by id", {parent, state}))
    out.emplace_back(child.id, child.applicant_id.value_or(""));
  return out;
}

Flow conclude_purchase(Play& play, Cast& cast, DepartmentCast department, Id id) {
  if (play.state(id) == "short_of_bidders") {
    co_await play.days(1, 4);
    for (const auto& [application, applicant] : applications(play, id, "unsealed")) let_go(cast, applicant);
    play.act(department.head, id, "declare_void", {{"reason", "有效响应不足三家"}});
    co_return;
  }
  for (const auto& [application, applicant] : applications(play, id, "unsealed")) {
    keep_in_order(play, cast, applicant);
    play.act(department.officer, application, "qualify", {{"papers_true", true}, {"requirements_met", true}});
  }
  co_await play.days(1, 2);
  if (play.act(department.officer, id, "finish_check") != "drawing") co_return;
  play.act(department.officer, id, "draw_panel");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(0, 1);
    play.act(expert, id, "score", score_sheets(play, id, "service-application", "price", cast));
  }
  co_await play.days(1, 3);
  for (const auto& [application, applicant] : applications(play, id, "in_review")) let_go(cast, applicant);
  const auto winner = winner_of(play, cast, id).secretary;
  keep_in_order(play, cast, *winner.organisation);
  play.act(department.officer, id, "propose_award",
           {{"winner", play.ask("scoring.first", {json::string(id)})}, {"basis", "综合评分第一"}});
  if (play.chance(6)) object(play, cast, department, id);
  GUILDHALL_AWAIT_STATE(play, id, "contracting");
  play.act(department.officer, id, "offer_contract", contract_form(play, id));
  co_await play.days(1, 5);
  keep_in_order(play, cast, *winner.organisation);
  play.act(winner, id, "sign", {{"agreed", true}});
  co_await play.days(1, 5);
  keep_in_order(play, cast, *winner.organisation);
  play.act(department.head, id, "sign", {{"agreed", true}});
  perform_contract(play, cast, department, id, winner);
}

Flow perform_contract(Play& play, Cast& cast, DepartmentCast department, Id id, identity::Caller contractor) {
  for (const char* milestone : {"m1", "m2"}) {
    co_await play.days(60, 150);
    if (play.chance(3)) {
      play.act(department.head, id, "rescind",
               {{"reason", "承接方不能继续履约，双方协商解除"}, {"remedies_told", true}});
      co_return;
    }
    play.act(contractor, id, "report_milestone", {{"milestone", milestone}, {"text", "按计划完成"}});
    co_await play.days(1, 9);
    if (let_lie(play)) co_return;
    play.act(department.second_officer, id, "accept_milestone",
             {{"milestone", milestone}, {"users_took_part", true}, {"findings", "达到目标"}});
    co_await play.days(3, 25);
    play.act(cast.finance, id, "pay_milestone",
             {{"milestone", milestone},
              {"amount_fen", play.ask("purchase.milestone_amount", {json::string(id), json::string(milestone)})},
              {"voucher", fmt::format("PZ-{}", play.between(1000, 9999))}});
  }
  co_await play.days(5, 20);
  const auto& evaluator = cast.evaluators[0];
  play.act(department.officer, id, "commission_evaluation",
           {{"evaluator", *evaluator.organisation}, {"task", "绩效评估"}});
  co_await play.days(15, 45);
  play.act(evaluator, id, "report_evaluation", evaluation(play, 86));
  co_await play.days(1, 5);
  if (play.state(id) == "evaluation_reported") play.act(contractor, id, "reply", {{"statement", "无异议"}});
  co_await play.days(2, 10);
  play.act(department.head, id, "close");
}

}  // namespace

// Somebody doubts the result; it stands still until the answer.
namespace {

Flow object(Play& play, Cast& cast, DepartmentCast department, Id id) {
  co_await play.days(1, 3);
  if (play.state(id) != "publicity") co_return;
  const Id objection = play.open(cast.agents[0], "objection",
                                 {{"points", json::array{"对评分结果有疑问"}},
                                  {"facts", "请求复核"},
                                  {"asked", "复核评分"},
                                  {"contact_phone", kDemoPhone}},
                                 id);
  co_await play.days(1, 4);
  play.act(department.officer, objection, "report_findings", {{"opinion", "经复核评分无误"}, {"favourable", false}});
  co_await play.days(1, 2);
  play.act(department.head, objection, "dismiss", {{"findings", "评分表与公式重算一致"}, {"reason", "异议不成立"}});
}

}  // namespace

Day first_day_of_defence(Play& play) {
  const json::value* days = play.pack().parameter("defence_notice_days", play.today());
  const json::value last = play.ask("cases.last_day", {json::string(text(play.today())), *days, "working_days"});
  return parse_day(last.as_string()).value() + std::chrono::days{1};
}

Flow hand_over(Play& play, Cast& cast, std::size_t index, Day from, bool fails) {
  co_await play.on(from);
  const auto [department_index, item] = cast.functions[index];
  const auto department = cast.departments[department_index];
  const Fen fee = play.between(0, 20) * 1'000'000;
  const Id id = play.open(department.officer, "function-transfer",
                          {{"item", item},
                           {"requirements", "熟悉行业，制度健全，有专业队伍"},
                           {"fee_fen", fee},
                           {"speciality", "industry"}});
  co_await play.days(1, 5);
  play.act(department.head, id, "call", call_form(play, 16, "本局行政服务窗口"));
  for (const std::size_t applicant : bidders(play, cast, static_cast<std::size_t>(play.between(1, 3)))) {
    co_await play.days(1, 3);
    if (play.state(id) != "calling") break;
    report_in_order(play, cast, applicant);
    play.open(cast.associations[applicant].secretary, "function-application", function_application_form(play), id);
  }
  for (int waited = 0; play.state(id) == "calling" && waited < kWaitDaysMax; ++waited) co_await play.days(1, 2);
  if (play.state(id) == "no_receiver") {
    co_await play.days(2, 10);
    play.act(
        department.head, id, "keep",
        {{"reason", "暂无合适承接方，继续培育"}, {"cultivation_until", text(play.today() + std::chrono::days{365})}});
    co_return;
  }
  for (const auto& [application, applicant] : applications(play, id, "unsealed")) {
    keep_in_order(play, cast, applicant);
    play.act(department.officer, application, "qualify", {{"papers_true", true}, {"requirements_met", true}});
  }
  co_await play.days(1, 2);
  if (play.act(department.officer, id, "finish_check") != "drawing") co_return;
  if (play.act(department.officer, id, "draw_panel") == "defence_to_set") {
    const Day defence = std::max(play.today() + std::chrono::days{play.between(8, 14)}, first_day_of_defence(play));
    play.act(department.officer, id, "set_defence",
             {{"held_at", text(defence) + "T09:00:00+08:00"}, {"place", "本局会议室"}, {"minutes", 20}});
    co_await play.on(defence + std::chrono::days{1});
    json::array attendance;
    for (const auto& [application, applicant] : applications(play, id, "in_review"))
      attendance.push_back({{"application", application}, {"came", true}});
    play.act(department.officer, id, "record_defence", {{"attendance", attendance}, {"note", "按序答辩，专家提问"}});
  }
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(0, 1);
    play.act(expert, id, "score", score_sheets(play, id, "function-application", "", cast));
  }
  co_await play.days(1, 4);
  const auto receiver = winner_of(play, cast, id).secretary;
  keep_in_order(play, cast, *receiver.organisation);
  play.act(department.officer, id, "propose_receiver",
           {{"winner", play.ask("scoring.first", {json::string(id)})}, {"basis", "评审得分第一"}});
  GUILDHALL_AWAIT_STATE(play, id, "drafting_agreement");
  play.act(department.officer, id, "offer_agreement", agreement_form(play, fee));
  co_await play.days(1, 4);
  keep_in_order(play, cast, *receiver.organisation);
  play.act(receiver, id, "sign", {{"agreed", true}});
  co_await play.days(1, 4);
  keep_in_order(play, cast, *receiver.organisation);
  play.act(department.head, id, "sign", {{"agreed", true}});
  watch(play, cast, department, id, receiver, fails);
}

}  // namespace gh::app
