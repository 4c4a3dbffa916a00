// Purchases of the demo city that end otherwise than hoped, and what stands behind them: budget lines, catalogue.
#include <fmt/format.h>

#include "app/demo_exits.h"
#include "app/demo_forms.h"
#include "base/money.h"

namespace gh::app {
namespace {

constexpr Fen kExitAmount = 20'000'000;

Id propose_line(Play& play, const Cast& cast, const DepartmentCast& department, const std::string& item) {
  return play.open(cast.finance, "budget-line",
                   {{"department", department.organisation},
                    {"year", year_of(play.today())},
                    {"item", item},
                    {"title", "专项购买服务"},
                    {"amount_fen", kExitAmount},
                    {"source", "special_fund"}});
}

Id publish_service_at_once(Play& play, const Cast& cast, const DepartmentCast& department, const std::string& code) {
  const Id id =
      play.open(department.officer, "service-item", service_item_form(code, "行业专项服务", "industry_management"));
  play.act(department.head, id, "propose");
  play.act(cast.finance_head, id, "publish");
  return id;
}

// Planned on money and an item of its own, all on one day, so that its year doesn't end under it.
Id file_purchase(Play& play, const Cast& cast, const DepartmentCast& department, int number) {
  const Id line = propose_line(play, cast, department, fmt::format("2080299-{}", number));
  play.act(cast.finance_head, line, "approve");
  const Id service = publish_service_at_once(play, cast, department, fmt::format("GD9-{:02}", number));
  const Id id = play.open(department.officer, "service-purchase",
                          purchase_form(play, fmt::format("行业专项服务项目{}", number), line, service, kExitAmount,
                                        "project_application"));
  play.act(department.head, id, "submit_plan");
  play.act(cast.finance, id, "file_plan");
  return id;
}

Id object_to(Play& play, const Cast& cast, const Id& purchase) {
  return play.open(cast.agents[0], "objection",
                   {{"points", json::array{"评分计算"}},
                    {"facts", "一项指标合计有误"},
                    {"asked", "复核评分"},
                    {"contact_phone", kDemoPhone}},
                   purchase);
}

// One is withdrawn, one dismissed; of two at once the first holds, and the other is overtaken by the new review.
Flow object_in_turn(Play& play, Cast& cast, DepartmentCast department, Id purchase) {
  co_await play.days(1, 2);
  play.act(cast.agents[0], object_to(play, cast, purchase), "withdraw_objection");
  const json::object against{{"opinion", "经复核评分无误"}, {"favourable", false}};
  const Id unfounded = object_to(play, cast, purchase);
  play.act(department.officer, unfounded, "report_findings", against);
  play.act(department.head, unfounded, "dismiss", {{"findings", "与公式重算一致"}, {"reason", "异议不成立"}});
  co_await play.days(1, 2);
  const Id founded = object_to(play, cast, purchase);
  const Id overtaken = object_to(play, cast, purchase);
  co_await play.days(1, 2);
  play.act(department.officer, founded, "report_findings", opinion_form("一项指标合计确有误"));
  play.act(department.officer, overtaken, "report_findings", opinion_form("与另一异议相同"));
  play.act(department.head, founded, "uphold", {{"findings", "合计有误"}, {"reason", "异议成立，重新评审"}});
  co_await play.days(1, 2);
  play.act(department.head, overtaken, "close_overtaken", {{"findings", "已重新评审"}, {"reason", "结果已退回"}});
}

// Draws a panel, which scores; then the first of the ranking is proposed.
Flow review_bids(Play& play, Cast& cast, DepartmentCast department, Id id) {
  play.act(department.officer, id, "draw_panel");
  for (const auto& expert : play.party(id, "panelist")) {
    co_await play.days(0, 1);
    play.act(expert, id, "score", score_sheets(play, id, "service-application", "price", cast));
  }
  play.act(department.officer, id, "propose_award",
           {{"winner", play.ask("scoring.first", {json::string(id)})}, {"basis", "综合评分第一"}});
}

// Two companies and three associations bid; one withdraws, one isn't fit; the result is objected to and reviewed again;
// the contract is rescinded.
Flow buy_with_objections(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[1];
  const Id id = file_purchase(play, cast, department, 1);
  co_await play.days(1, 3);
  play.act(department.head, id, "call", call_form(play, 15, "佛山市公共资源交易场所"));
  std::vector<identity::Caller> bidders = some_companies(play, cast, 2);
  const auto those = exits_of(cast);
  for (std::size_t i = 2; i < 5; ++i) {
    report_in_order(play, cast, those.at(i));
    bidders.push_back(cast.associations[those.at(i)].secretary);
  }
  std::vector<Id> bids;
  for (const auto& bidder : bidders)
    bids.push_back(play.open(bidder, "service-application", service_application_form(play, kExitAmount), id));
  co_await play.days(1, 3);
  play.act(bidders[0], bids[0], "withdraw_application");
  GUILDHALL_AWAIT_STATE(play, id, "qualifying");
  play.act(department.officer, bids[1], "disqualify", {{"reason", "未提交纳税证明"}});
  for (std::size_t i = 2; i < bids.size(); ++i) {
    report_in_order(play, cast, those.at(i));
    play.act(department.officer, bids[i], "qualify", {{"papers_true", true}, {"requirements_met", true}});
  }
  play.act(department.officer, id, "finish_check");
  review_bids(play, cast, department, id);
  GUILDHALL_AWAIT_STATE(play, id, "publicity");
  object_in_turn(play, cast, department, id);
  GUILDHALL_AWAIT_STATE(play, id, "drawing");
  co_await play.days(6, 9);
  review_bids(play, cast, department, id);
  GUILDHALL_AWAIT_STATE(play, id, "contracting");
  play.act(department.officer, id, "offer_contract", contract_form(play, id));
  const Id winner(play.ask("scoring.first_organisation", {json::string(id)}).as_string());
  const std::size_t index = association_index(cast, winner);
  co_await play.days(1, 5);
  play.act(cast.associations[index].secretary, id, "sign", {{"agreed", true}});
  play.act(department.head, id, "sign", {{"agreed", true}});
  co_await play.days(40, 60);
  play.act(department.head, id, "rescind", decision_form("承接方不能继续履约，双方协商解除"));
}

// A single bid: void. None, and the need is gone: cancelled.
Flow buy_in_vain(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[2];
  const Id lonely = file_purchase(play, cast, department, 2);
  const Id unneeded = file_purchase(play, cast, department, 3);
  co_await play.days(1, 3);
  for (const Id& id : {lonely, unneeded})
    play.act(department.head, id, "call", call_form(play, 15, "佛山市公共资源交易场所"));
  const std::size_t bidder = exits_of(cast).at(3);
  report_in_order(play, cast, bidder);
  play.open(cast.associations[bidder].secretary, "service-application", service_application_form(play, kExitAmount),
            lonely);
  co_await play.days(2, 6);
  play.act(department.head, unneeded, "cancel", {{"reason", "工作计划调整"}});
  GUILDHALL_AWAIT_STATE(play, lonely, "short_of_bidders");
  play.act(department.head, lonely, "declare_void", {{"reason", "有效响应不足三家"}});
}

// Lines that are refused and closed, an item that is given up, and one that leaves the catalogue again.
Flow give_up_money_and_items(Play& play, Cast& cast, Day from) {
  co_await play.on(from);
  const DepartmentCast department = cast.departments[3];
  const Id refused = propose_line(play, cast, department, "2080299-8");
  const Id closed = propose_line(play, cast, department, "2080299-9");
  const Id abandoned =
      play.open(department.officer, "service-item", service_item_form("GD9-08", "办公设备采购", "support"));
  const Id item = publish_service_at_once(play, cast, department, "GD9-09");
  co_await play.days(1, 4);
  play.act(cast.finance_head, refused, "refuse", {{"reason", "已列入部门预算"}});
  play.act(cast.finance_head, closed, "approve");
  play.act(department.head, abandoned, "abandon", {{"reason", "不属于购买服务"}});
  co_await play.days(20, 40);
  play.act(cast.finance_head, closed, "close");
  const Id withdrawal = play.open(department.officer, "catalogue-withdrawal",
                                  {{"catalogue", "services"}, {"item", item}, {"reason", "服务内容已并入其他事项"}});
  co_await play.days(1, 3);
  play.act(department.head, withdrawal, "submit");
  co_await play.days(1, 5);
  play.act(cast.finance_head, withdrawal, "withdraw_service");
}

}  // namespace

void tell_of_purchase_exits(Play& play, Cast& cast, Day last) {
  const auto ago = [last](int days) { return last - std::chrono::days{days}; };
  buy_with_objections(play, cast, ago(420));
  buy_in_vain(play, cast, ago(350));
  give_up_money_and_items(play, cast, ago(330));
}

}  // namespace gh::app
