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
  const Id id = play.open(department.officer, "service-item",
                          {{"code", code},
                           {"name", name},
                           {"class", kind},
                           {"description", name + "，按年度计划实施"},
                           {"government_duty", true},
                           {"excluded_kind", "none"}});
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

}  // namespace

Flow buy(Play& play, Cast& cast, std::size_t index, Day from, int number) {
  co_await play.on(from);
  const auto [department_index, service] = cast.services[index % cast.services.size()];
  const auto department = cast.departments[department_index];
  const int year = year_of(play.today());
  const Fen amount = play.between(8, 60) * 1'000'000;
  const Day due = play.today() + std::chrono::days{150};
  const Id line = cast.budget_lines.at(fmt::format("{}:{}", department.key, year));
  const auto affordable = [&] { return play.ask("ledger.available", {json::string(line)}).as_int64() >= amount; };
  // Nothing is left this year: no plan is made, or it stays what it is.
  if (!affordable()) co_return;
  const Id id = play.open(
      department.officer, "service-purchase",
      {{"title", fmt::format("{}年行业服务项目{}", year, number)},
       {"budget_line", line},
       {"service_item", service},
       {"amount_fen", amount},
       {"method", play.chance(60) ? "project_application" : "project_contracting"},
       {"need", "面向本市行业企业提供服务"},
       {"for_the_public", false},
       {"term_months", 12},
       {"content_stable", true},
       {"speciality", "industry"},
       {"milestones",
        json::array{json::object{{"id", "m1"}, {"title", "中期成果"}, {"share_permille", 400}, {"due_on", text(due)}},
                    json::object{{"id", "m2"},
                                 {"title", "最终成果"},
                                 {"share_permille", 600},
                                 {"due_on", text(due + std::chrono::days{120})}}}}});
  co_await play.days(1, 5);
  if (!affordable()) co_return;
  play.act(department.head, id, "submit_plan");
  co_await play.days(1, 6);
  if (!affordable()) co_return;
  play.act(cast.finance, id, "file_plan");
  co_await play.days(1, 10);
  play.act(department.head, id, "call",
           {{"deadline_at", deadline_after(play, 15)},
            {"place", "佛山市公共资源交易场所"},
            {"contact", "经办人"},
            {"text", "欢迎符合条件的单位响应"}});
  const auto wanted = static_cast<std::size_t>(play.chance(8) ? 2 : play.between(3, 5));
  for (const std::size_t bidder : bidders(play, cast, wanted)) {
    co_await play.days(1, 2);
    if (play.state(id) != "calling") break;
    report_in_order(play, cast, bidder);
    ++cast.associations[bidder].busy;
    play.open(cast.associations[bidder].secretary, "service-application",
              {{"price_fen", amount * play.between(82, 99) / 100},
               {"plan", "实施方案"},
               {"staff", play.between(2, 9)},
               {"independent", true},
               {"not_passed_on", true}},
              id);
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
  play.act(department.officer, id, "offer_contract",
           {{"amount_fen", play.ask("scoring.first_price", {json::string(id)})},
            {"starts_on", text(play.today())},
            {"ends_on", text(play.today() + std::chrono::days{360})},
            {"acceptance", "按分期目标验收"},
            {"breach", "按合同法律责任条款"}});
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
  play.act(department.head, id, "call",
           {{"deadline_at", deadline_after(play, 16)},
            {"place", "本局行政服务窗口"},
            {"contact", "经办人"},
            {"text", "公开征集承接单位"}});
  for (const std::size_t applicant : bidders(play, cast, static_cast<std::size_t>(play.between(1, 3)))) {
    co_await play.days(1, 3);
    if (play.state(id) != "calling") break;
    report_in_order(play, cast, applicant);
    play.open(cast.associations[applicant].secretary, "function-application",
              {{"plan", "承接方案"},
               {"staff", play.between(2, 9)},
               {"premises_and_equipment", "自有办公场所和设备"},
               {"service_standard", "受理、评审、公开均有时限"},
               {"equal_terms", true},
               {"no_bundled_training", true}},
              id);
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
    const Day defence = play.today() + std::chrono::days{play.between(8, 14)};
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
  play.act(department.officer, id, "offer_agreement",
           {{"starts_on", text(play.today() + std::chrono::days{10})},
            {"content", "按目录所列事项和职责承接"},
            {"standards", json::array{{{"duty", "accept"}, {"standard", "当场受理，一次告知"}},
                                      {{"duty", "review"}, {"standard", "受理后十个工作日内组织评审"}},
                                      {{"duty", "publish"}, {"standard", "评审后三个工作日内公开结果"}}}},
            {"department_duties", "提供标准和数据，按计划检查"},
            {"association_duties", "按标准履行，不向服务对象收费，接受监督"},
            {"supervision", "季度检查、年度评估"},
            {"exit", "退出时移交全部档案"},
            {"fee_fen", fee}});
  co_await play.days(1, 4);
  keep_in_order(play, cast, *receiver.organisation);
  play.act(receiver, id, "sign", {{"agreed", true}});
  co_await play.days(1, 4);
  keep_in_order(play, cast, *receiver.organisation);
  play.act(department.head, id, "sign", {{"agreed", true}});
  watch(play, cast, department, id, receiver, fails);
}

}  // namespace gh::app
