#include "cases/effects_fixture.h"
#include "ledger/ledger.h"
#include "ledger/migrations.h"
#include "ledger/offer.h"
#include "purchase/invariants.h"
#include "purchase/migrations.h"
#include "purchase/offer.h"
#include "purchase/reading.h"

namespace gh::purchase {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kFiles = {
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  code: {x-title: {zh: 编码, en: code}, type: string}
  item: {x-title: {zh: 事项, en: item}, type: string}
  method: {x-title: {zh: 方式, en: method}, type: string}
  supplier: {x-title: {zh: 承接方, en: supplier}, type: string}
  amount_fen: {x-title: {zh: 金额, en: amount}, type: integer}
  milestone: {x-title: {zh: 期次, en: milestone}, type: string}
  milestones: {x-title: {zh: 分期, en: milestones}, type: array, items: {type: object}}
)"},
    {"procedures/service.yaml", R"(id: service
title: {zh: 服务事项, en: service}
cites: [一]
number: "示目〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: proposed
states:
  proposed:
    title: {zh: 待公布, en: proposed}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [officer], effects: [{name: purchase.publish_item, with: {department: =authority, code: =form.code, name: 行业统计服务, class: technical}}], to: published}
  published:
    title: {zh: 已公布, en: published}
    actions:
      withdraw: {title: {zh: 撤下, en: withdraw}, by: [officer], effects: [{name: purchase.withdraw_item, with: {item: =case.id}}], to: withdrawn}
  withdrawn: {title: {zh: 已撤下, en: withdrawn}, final: true}
)"},
    {"procedures/buying.yaml", R"(id: buying
title: {zh: 购买, en: purchase}
cites: [一]
number: "示购〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
title_expression: "'行业统计100%购买'"
publicity: public
effects: [{name: ledger.appropriate, with: {department: =authority, year: 2026, item: "=case.id", amount_fen: 1000000}}]
initial: planned
states:
  planned:
    title: {zh: 计划, en: planned}
    actions:
      file:
        title: {zh: 备案, en: file}
        by: [officer]
        effects:
          - {name: purchase.file_plan, with: {department: =authority, item: =form.item, line: =case.id, year: 2026, method: =form.method, amount_fen: =form.amount_fen}}
      drop: {title: {zh: 取消, en: drop}, by: [officer], effects: [purchase.drop_plan]}
      sign:
        title: {zh: 签约, en: sign}
        by: [officer]
        form: order
        effects:
          - {name: purchase.contract, with: {supplier: =act.supplier, amount_fen: =act.amount_fen, starts_on: "2026-10-01", ends_on: "2027-09-30", milestones: =act.milestones}}
        to: performing
  performing:
    title: {zh: 履约, en: performing}
    actions:
      report: {title: {zh: 报告, en: report}, by: [officer], form: order, effects: [{name: purchase.report_milestone, with: {milestone: =act.milestone}}]}
      accept: {title: {zh: 验收, en: accept}, by: [officer], form: order, effects: [{name: purchase.accept_milestone, with: {milestone: =act.milestone}}]}
      reject: {title: {zh: 退回, en: reject}, by: [officer], form: order, effects: [{name: purchase.reject_milestone, with: {milestone: =act.milestone}}]}
      pay: {title: {zh: 支付, en: pay}, by: [officer], form: order, effects: [{name: purchase.pay_milestone, with: {milestone: =act.milestone}}]}
      complete: {title: {zh: 结项, en: complete}, by: [officer], effects: [{name: purchase.end_contract, with: {outcome: completed}}], to: closed}
      rescind: {title: {zh: 解除, en: rescind}, by: [officer], effects: [{name: purchase.end_contract, with: {outcome: rescinded}}], to: closed}
  closed: {title: {zh: 办结, en: closed}, final: true}
)"},
};

class PurchaseEffects : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {ledger::migrations(), migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kFiles, EffectsCity::Offers{ledger::offer_ledger, offer_purchase},
                 EffectsCity::Schemas{ledger::migrations(), migrations()});
    item = city->open("service", {{"code", "GD301"}});
    city->perform(item, "publish");
    supplier = city->add_organisation("示例市陶瓷行业协会");
    buying = city->open("buying", plan());
  }
  void TearDown() override {
    if (!city) return;
    EXPECT_EQ(city->db->reading([](store::Tx& tx) { return check_invariants(tx); }), std::vector<std::string>{});
  }
  json::object plan(std::string method = "project_application") const {
    return {{"item", item}, {"amount_fen", 100'000}, {"method", method}};
  }
  json::object contract() const {
    return {{"supplier", supplier},
            {"amount_fen", 100'000},
            {"milestones",
             json::array{
                 json::object{{"id", "m1"}, {"title", "中期"}, {"share_permille", 400}, {"due_on", "2027-03-31"}},
                 json::object{{"id", "m2"}, {"title", "终期"}, {"share_permille", 600}, {"due_on", "2027-09-30"}}}}};
  }
  void sign() {
    city->perform(buying, "file");
    city->perform(buying, "sign", contract());
  }
  std::string milestone(const std::string& action, const std::string& id) {
    return city->answer(buying, action, {{"milestone", id}});
  }
  Id item;
  Id supplier;
  Id buying;
  std::optional<EffectsCity> city;
};

TEST_P(PurchaseEffects, ACatalogueItemIsPublishedAndWithdrawn) {
  EXPECT_EQ(city->fact("purchase.item_open", {item}), true);
  EXPECT_EQ(city->fact("purchase.item_name", {item}), "行业统计服务");
  EXPECT_EQ(city->fact("purchase.item_department", {item}), json::string(city->organisation));
  EXPECT_EQ(city->fact("purchase.code_taken", {"GD301"}), true);
  EXPECT_EQ(city->answer(city->open("service", {{"code", "GD301"}}), "publish"), "conflict code_taken");
  city->perform(item, "withdraw");
  EXPECT_EQ(city->fact("purchase.item_open", {item}), false);
  EXPECT_EQ(city->fact("purchase.code_taken", {"GD301"}), false);
  EXPECT_EQ(city->answer(buying, "file"), "conflict item_in_catalogue");
}

TEST_P(PurchaseEffects, FactsOfWhatIsNotThereAreAbsent) {
  EXPECT_EQ(city->fact("purchase.item_open", {nullptr}), false);
  EXPECT_EQ(city->fact("purchase.item_name", {"nothing"}), "");
  EXPECT_EQ(city->fact("purchase.item_department", {"nothing"}), "");
  EXPECT_EQ(city->fact("purchase.planned", {"nobody", "nothing", 2026}), 0);
  EXPECT_EQ(city->fact("purchase.next_milestone", {buying}), "");
  EXPECT_EQ(city->fact("purchase.milestone_amount", {buying, "m1"}), -1);
  EXPECT_EQ(city->fact("purchase.unpaid_milestones", {buying}), -1);
}

TEST_P(PurchaseEffects, PlansCountUntilTheyAreDropped) {
  const json::array service{city->organisation, item, 2026};
  city->perform(buying, "file");
  city->perform(city->open("buying", plan("open_tender")), "file");
  EXPECT_EQ(city->fact("purchase.planned", service), 100'000);
  city->perform(buying, "drop");
  EXPECT_EQ(city->fact("purchase.planned", service), 0);
  EXPECT_EQ(city->answer(buying, "sign", contract()), "conflict no_plan");
}

TEST_P(PurchaseEffects, MilestonesGoFromReportToPayment) {
  sign();
  EXPECT_EQ(city->fact("purchase.next_milestone", {buying}), "m1");
  EXPECT_EQ(city->fact("purchase.milestone_amount", {buying, "m1"}), 40'000);
  EXPECT_EQ(city->fact("purchase.unpaid_milestones", {buying}), 2);
  EXPECT_EQ(milestone("accept", "m1"), "conflict milestone_state");
  EXPECT_EQ(milestone("report", "m1"), "done");
  EXPECT_EQ(milestone("reject", "m1"), "done");
  EXPECT_EQ(milestone("report", "m1"), "done");
  EXPECT_EQ(milestone("accept", "m1"), "done");
  EXPECT_EQ(milestone("pay", "m1"), "done");
  EXPECT_EQ(city->fact("purchase.next_milestone", {buying}), "m2");
  EXPECT_EQ(city->fact("purchase.unpaid_milestones", {buying}), 1);
  for (const char* action : {"report", "accept", "pay"}) EXPECT_EQ(milestone(action, "m2"), "done");
  EXPECT_EQ(city->fact("purchase.next_milestone", {buying}), "");
  EXPECT_EQ(city->fact("purchase.unpaid_milestones", {buying}), 0);
  EXPECT_EQ(city->answer(buying, "complete"), "done");
}

TEST_P(PurchaseEffects, AContractWithAnEmptyListOfMilestonesIsRefused) {
  city->perform(buying, "file");
  json::object form = contract();
  form["milestones"] = json::array{};
  EXPECT_EQ(city->answer(buying, "sign", form), "invalid-form milestone_shares");
}

TEST_P(PurchaseEffects, ContractsReadWithNamesAndWhatWasPaid) {
  sign();
  for (const char* action : {"report", "accept", "pay"}) milestone(action, "m1");
  const auto one = city->db->reading([&](store::Tx& tx) { return read_contract(tx, buying); });
  ASSERT_TRUE(one);
  EXPECT_EQ(one->contract.supplier, "示例市陶瓷行业协会");
  EXPECT_EQ(one->contract.department, "示例市某局");
  EXPECT_EQ(one->contract.item_code, "GD301");
  EXPECT_EQ(one->contract.paid_fen, 40'000);
  EXPECT_EQ(one->contract.ended_at, std::nullopt);
  EXPECT_EQ(one->milestones.at(0).status, MilestoneStatus::paid);
  city->time.advance(std::chrono::hours{1});
  city->perform(buying, "rescind");
  const auto ended = city->db->reading([&](store::Tx& tx) { return read_contract(tx, buying); });
  EXPECT_EQ(ended->contract.ended_at, city->time.now());
  EXPECT_EQ(city->db->reading([&](store::Tx& tx) { return read_contract(tx, item); }), std::nullopt);
}

TEST_P(PurchaseEffects, ContractsAreFoundByTextSupplierAndStatus) {
  sign();
  const auto found = [&](const ContractSearch& search) {
    return city->db->reading([&](store::Tx& tx) { return search_contracts(tx, search, 10).contracts.size(); });
  };
  EXPECT_EQ(found({}), 1u);
  EXPECT_EQ(found({.text = "统计100%"}), 1u);
  EXPECT_EQ(found({.text = "统%购买"}), 0u);  // a percent sign is no joker
  EXPECT_EQ(found({.text = "_"}), 0u);
  EXPECT_EQ(found({.text = "示购"}), 1u);
  EXPECT_EQ(found({.supplier_id = supplier}), 1u);
  EXPECT_EQ(found({.supplier_id = item}), 0u);
  EXPECT_EQ(found({.status = ContractStatus::completed}), 0u);
  EXPECT_EQ(found({.as_of = city->time.now() - std::chrono::hours{1}}), 0u);
}

TEST_P(PurchaseEffects, TheCatalogueIsPagedAndReadAsOfADay) {
  const Instant before = city->time.now();
  city->time.advance(std::chrono::hours{1});
  const Id second = city->open("service", {{"code", "gd302"}});
  city->perform(second, "publish");
  city->perform(item, "withdraw");
  const auto search = [&](const ItemSearch& wanted, std::size_t limit, std::string after = "") {
    return city->db->reading([&](store::Tx& tx) { return search_items(tx, wanted, limit, after); });
  };
  EXPECT_EQ(search({.as_of = before}, 10).items.size(), 1u);
  EXPECT_EQ(search({.as_of = before}, 10).items.at(0).status, ItemStatus::open);
  EXPECT_EQ(search({.text = "GD30"}, 10).items.size(), 2u);
  EXPECT_EQ(search({.status = ItemStatus::open}, 10).items.at(0).code, "gd302");
  const ItemPage first = search({}, 1);
  EXPECT_EQ(first.items.at(0).id, second);
  EXPECT_EQ(search({}, 1, first.next.value()).items.at(0).id, item);
  EXPECT_EQ(search({}, 1, item).next, std::nullopt);
  EXPECT_EQ(city->db->reading([&](store::Tx& tx) { return item_history(tx, item).size(); }), 2u);
}

INSTANTIATE_TEST_SUITE_P(Databases, PurchaseEffects, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::purchase
