#include "app/demo_work.h"

#include <fmt/format.h>

#include "app/demo_exits.h"
#include "app/demo_forms.h"

namespace gh::app {
namespace {

constexpr int kMinStars = 3;

// A function at work: who holds it and which department it is of.
struct Worked {
  Id item;
  DepartmentCast department;
  identity::Caller holder;
};

// The association's secretary, or the department's officer since the function was taken back.
identity::Caller performer(Play& play, const Worked& worked, const Id& id) {
  const std::string at_hand(play.ask("performance.performer", {json::string(id)}).as_string());
  return at_hand == worked.department.organisation ? worked.department.officer : worked.holder;
}

std::optional<identity::Caller> some_company(Play& play, const Cast& cast) {
  std::vector<std::size_t> enrolled;
  for (std::size_t i = 0; i < cast.companies.size(); ++i)
    if (!cast.companies[i].organisation.empty()) enrolled.push_back(i);
  if (enrolled.empty()) return {};
  const std::size_t index = enrolled[static_cast<std::size_t>(play.between(0, std::ssize(enrolled) - 1))];
  return play.in_office(cast.agents[index / kCompaniesPerAgent], "company_clerk", cast.companies[index].organisation);
}

bool still_holds(Play& play, const Worked& worked) {
  return play.ask("transfer.holder", {json::string(worked.item)}) == json::string(*worked.holder.organisation);
}

bool may_rate(Play& play, const Worked& worked) {
  const auto holder = json::string(*worked.holder.organisation);
  return play.ask("grading.stars", {holder}).as_int64() >= kMinStars &&
         play.ask("registry.record_count", {holder, "penalty", "2010-01-01"}) == 0;
}

void publish_terms(Play& play, const Worked& worked, const std::string& kind, std::int64_t price_fen) {
  const Id terms = play.open(worked.holder, "work-terms",
                             {{"item", worked.item},
                              {"kind", kind},
                              {"conditions", "在本市经营、依法纳税的企业均可申请，会员与非会员同等办理"},
                              {"price_fen", price_fen},
                              {"promised_days", 30},
                              {"membership_required", false},
                              {"training_required", false}});
  play.act(worked.department.head, terms, "confirm_terms", {{"reason", "条件和价格与协议一致"}});
}

json::object rating_form(Play& play, const Worked& worked) {
  json::array years;
  for (int back = 1; back <= 3; ++back)
    years.push_back({{"year", year_of(play.today()) - back}, {"income_fen", play.between(200, 9'000) * 1'000'000}});
  return {{"item", worked.item},      {"years", std::move(years)},
          {"going_concern", true},    {"main_business", "制造和销售本行业产品"},
          {"products", "本行业产品"}, {"contact_phone", kDemoPhone}};
}

Flow rate(Play& play, Cast& cast, Worked worked, Day from) {
  co_await play.on(from);
  const auto company = some_company(play, cast);
  if (!company || play.ask("performance.running", {json::string(*company->organisation), "credit-rating"}) != 0 ||
      !still_holds(play, worked) || !may_rate(play, worked))
    co_return;
  const Id id = play.open(*company, "credit-rating", rating_form(play, worked));
  co_await play.days(1, 4);
  if (let_lie(play)) co_return;
  play.act(performer(play, worked, id), id, "accept", {{"charged_fen", 0}});
  co_await play.days(2, 6);
  play.act(performer(play, worked, id), id, "pass_papers", {{"opinion", "材料齐全"}, {"favourable", true}});
  co_await play.days(2, 8);
  play.act(performer(play, worked, id), id, "record_check",
           {{"kind", "site"}, {"checked_on", text(play.today())}, {"findings", "现场与申报一致"}});
  play.act(performer(play, worked, id), id, "draw_reviewers");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(1, 3);
    play.act(expert, id, "score", score_sheets(play, id, "credit-rating", "", cast));
  }
  co_await play.days(1, 3);
  play.act(performer(play, worked, id), id, "publicise");
  GUILDHALL_AWAIT_STATE(play, id, "forwarded");
  co_await play.days(2, 9);
  const auto score = play.ask("scoring.total", {json::string(id)});
  const auto grade = play.ask("grading.grade_for", {"credit-rating", score, "", ""});
  play.act(worked.department.head, id, "decide_rating",
           {{"grade", grade}, {"reason", "初评意见充分"}, {"remedies_told", true}});
  co_await play.days(1, 4);
  play.act(worked.department.officer, id, "publish_rating");
}

Flow review_qualification(Play& play, Cast& cast, Worked worked, Day from) {
  co_await play.on(from);
  const auto company = some_company(play, cast);
  if (!company ||
      play.ask("performance.running", {json::string(*company->organisation), "qualification-review"}) != 0 ||
      !still_holds(play, worked))
    co_return;
  const Id id = play.open(*company, "qualification-review",
                          {{"item", worked.item},
                           {"qualification", "行业二级资质"},
                           {"staff", play.between(4, 60)},
                           {"equipment", "生产和检测设备齐备"},
                           {"statement", "符合公布的各项条件"},
                           {"contact_phone", kDemoPhone}});
  co_await play.days(1, 4);
  if (let_lie(play)) co_return;
  play.act(performer(play, worked, id), id, "accept", {{"charged_fen", 0}});
  co_await play.days(1, 6);
  play.act(performer(play, worked, id), id, "draw_panel");
  const bool fit = play.chance(80);
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(1, 3);
    play.act(expert, id, "give_opinion",
             {{"favourable", fit}, {"opinion", fit ? "符合条件" : "设备不足"}, {"no_interest", true}});
  }
  co_await play.days(1, 3);
  if (!fit) {
    play.act(performer(play, worked, id), id, "refuse_first",
             {{"ground", "conditions_not_met"}, {"reason", "设备不符合公布的条件"}, {"appeal_told", true}});
    co_return;
  }
  play.act(performer(play, worked, id), id, "propose_pass", {{"reason", "专家一致同意"}});
  GUILDHALL_AWAIT_STATE(play, id, "forwarded");
  co_await play.days(1, 6);
  play.act(worked.department.head, id, "decide_qualification", {{"reason", "审查意见充分"}, {"remedies_told", true}});
}

Flow collect_statistics(Play& play, Cast& cast, Worked worked) {
  const Id round = play.open(worked.holder, "statistics-round",
                             {{"item", worked.item},
                              {"title", "行业主要指标"},
                              {"indicator_set", "general-2012"},
                              {"period", fmt::format("{}", year_of(play.today()) - 1)},
                              {"due_on", text(play.today() + std::chrono::days{25})},
                              {"firms_in_city", play.between(80, 400)}});
  std::set<Id> asked;
  for (int i = 0; i < 8; ++i) {
    co_await play.days(1, 2);
    const auto company = some_company(play, cast);
    if (!company || !asked.insert(*company->organisation).second) continue;
    play.open(*company, "statistics-return",
              {{"figures", json::object{{"output_fen", play.between(100, 90'000) * 1'000'000},
                                        {"employees", play.between(20, 900)}}}},
              round);
  }
  GUILDHALL_AWAIT_STATE(play, round, "late");
  if (asked.size() < 3) co_return;
  co_await play.days(1, 4);
  play.act(performer(play, worked, round), round, "publish_statistics",
           {{"summary", "行业运行平稳"}, {"flagged_checked", true}});
}

Flow order_task(Play& play, Worked worked) {
  const Id task = play.open(worked.department.officer, "industry-task",
                            {{"item", worked.item},
                             {"kind", play.chance(50) ? "survey" : "training"},
                             {"title", "行业专题任务"},
                             {"requirements", "面向全行业，免费开展，提交成果并公布"},
                             {"due_on", text(play.today() + std::chrono::days{90})},
                             {"compulsory", false}});
  co_await play.days(2, 8);
  play.act(performer(play, worked, task), task, "submit_plan", {{"plan", "分三个阶段实施"}});
  co_await play.days(1, 4);
  play.act(worked.department.officer, task, "agree_plan");
  co_await play.days(20, 60);
  play.act(performer(play, worked, task), task, "deliver",
           {{"summary", "按方案完成"}, {"attended", play.between(20, 200)}, {"charged_fen", 0}});
  co_await play.days(2, 6);
  play.act(worked.department.head, task, "accept_deliverable", {{"reason", "符合要求"}});
  co_await play.days(1, 3);
  play.act(performer(play, worked, task), task, "publish_result");
}

Flow select(Play& play, Cast& cast, Worked worked) {
  const int year = year_of(play.today());
  const Id id = play.open(worked.holder, "selection",
                          {{"item", worked.item},
                           {"name", "行业质量标杆企业评选"},
                           {"purpose", "推广先进质量管理方法"},
                           {"year", year},
                           {"winners", 1},
                           {"criteria", "质量管理、创新和诚信记录"},
                           {"jury", "行业专家五名"},
                           {"money_source", "协会自有经费"},
                           {"approval", json::object{{"body", "示例批准机关"},
                                                     {"number", "示例批准文号"},
                                                     {"year_from", year},
                                                     {"year_to", year + 2},
                                                     {"winners", 3}}},
                           {"charge_fen", 0},
                           {"with_profit_making_body", false}});
  co_await play.days(2, 5);
  play.act(worked.department.head, id, "confirm_approval", {{"reason", "批准文件有效"}});
  std::vector<Id> entries;
  const auto clerks = some_companies(play, cast, 3);
  for (const auto& clerk : clerks) {
    co_await play.days(1, 3);
    entries.push_back(play.open(clerk, "selection-entry", {{"achievements", "通过质量管理体系认证"}}, id));
  }
  co_await play.days(1, 4);
  play.act(clerks.at(2), entries.at(2), "withdraw_application");
  play.act(performer(play, worked, entries.at(0)), entries.at(0), "choose", {{"reason", "评审得分第一"}});
  play.act(performer(play, worked, entries.at(1)), entries.at(1), "pass_over", {{"reason", "评审得分靠后"}});
  play.act(performer(play, worked, id), id, "propose_winners", {{"reason", "按评审得分排序"}});
}

Flow appraise(Play& play, Cast& cast, Worked worked) {
  const auto* experts = play.pack().parameter("appraisal_panel_min", play.today());
  const Id id = play.open(some_companies(play, cast, 1).at(0), "result-appraisal",
                          {{"item", worked.item},
                           {"result", "节能工艺改进"},
                           {"summary", "能耗降低一成，已在两条生产线应用"},
                           {"panel_size", *experts},
                           {"contact_phone", kDemoPhone}});
  co_await play.days(1, 4);
  play.act(performer(play, worked, id), id, "accept", {{"charged_fen", 0}});
  co_await play.days(1, 4);
  play.act(performer(play, worked, id), id, "draw_panel");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(1, 2);
    play.act(expert, id, "give_opinion",
             {{"favourable", true}, {"opinion", "达到省内先进水平"}, {"no_interest", true}});
  }
  co_await play.days(1, 3);
  play.act(performer(play, worked, id), id, "conclude",
           {{"passed", true}, {"conclusion", "通过鉴定"}, {"minority", "无"}});
}

std::optional<Worked> worked_now(Play& play, const Cast& cast, std::size_t function) {
  const auto& [department, item] = cast.functions[function];
  const std::string holder(play.ask("transfer.holder", {json::string(item)}).as_string());
  for (const auto& association : cast.associations)
    if (!holder.empty() && association.organisation == holder)
      return Worked{item, cast.departments[department], association.secretary};
  return {};
}

}  // namespace

Flow work_on_function(Play& play, Cast& cast, std::size_t function, Day from) {
  co_await play.on(from);
  const auto worked = worked_now(play, cast, function);
  if (!worked) co_return;
  const bool rates = may_rate(play, *worked);
  if (function % 4 == 2) {
    publish_terms(play, *worked, "statistics-round", 0);
    collect_statistics(play, cast, *worked);
    co_return;
  }
  if (function % 4 == 3) {
    publish_terms(play, *worked, "industry-task", 0);
    order_task(play, *worked);
    co_return;
  }
  publish_terms(play, *worked, rates ? "credit-rating" : "qualification-review", 0);
  for (int i = 0; i < 6; ++i) {
    const Day day = from + std::chrono::days{play.between(5, 300)};
    if (rates)
      rate(play, cast, *worked, day);
    else
      review_qualification(play, cast, *worked, day);
  }
}

Flow select_and_appraise(Play& play, Cast& cast, std::size_t index, Day from) {
  co_await play.on(from);
  for (std::size_t function = 0; function < cast.functions.size(); ++function) {
    const auto worked = worked_now(play, cast, function);
    if (!worked || worked->holder.organisation != cast.associations[index].organisation) continue;
    for (const char* kind : {"selection", "result-appraisal"}) publish_terms(play, *worked, kind, 0);
    co_await play.days(1, 3);
    select(play, cast, *worked);
    appraise(play, cast, *worked);
    co_return;
  }
}

}  // namespace gh::app
