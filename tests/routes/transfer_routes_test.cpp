// Transfer from the effects of a procedure to what everybody reads.
#include "http/transfer_routes.h"

#include "cases/effects_fixture.h"
#include "routes/asking.h"
#include "transfer/migrations.h"
#include "transfer/offer.h"

namespace gh::http {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kTransferFiles = {
    {"parameters.yaml",
     R"(supervised_years: {title: {zh: 监管期, en: supervision}, unit: years, cites: [一], from: 2020-01-01, value: 3}
)"},
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  basis: {x-title: {zh: 依据, en: basis}, type: string}
  item: {x-title: {zh: 事项, en: item}, type: string}
  receiver: {x-title: {zh: 承接方, en: receiver}, type: string}
  duty: {x-title: {zh: 职责, en: duty}, type: string}
  duties: {x-title: {zh: 职责, en: duties}, type: array, items: {type: string}}
  met: {x-title: {zh: 履行, en: met}, type: boolean}
)"},
    {"procedures/item.yaml", R"(id: item
title: {zh: 事项, en: item}
cites: [一]
number: "示职〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: proposed
states:
  proposed:
    title: {zh: 待公布, en: proposed}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [officer], effects: [{name: transfer.publish_item, with: {department: =authority, name: 行业统计100%汇总, legal_basis_type: =form.basis, competition_class: moderate, duties: "={{id = 'monthly', text = '月报'}, {id = 'yearly', text = '年报'}}"}}], to: published}
  published:
    title: {zh: 已公布, en: published}
    actions:
      withdraw: {title: {zh: 撤下, en: withdraw}, by: [officer], effects: [{name: transfer.withdraw_item, with: {item: =case.id}}], to: withdrawn}
  withdrawn: {title: {zh: 已撤下, en: withdrawn}, final: true}
)"},
    {"procedures/handover.yaml", R"yaml(id: handover
title: {zh: 转移, en: handover}
cites: [一]
number: "示转〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      call: {title: {zh: 征集, en: call}, by: [officer], effects: [{name: transfer.reserve_item, with: {item: =form.item}}]}
      cancel: {title: {zh: 取消, en: cancel}, by: [officer], effects: [{name: transfer.free_item, with: {item: =form.item}}]}
      sign: {title: {zh: 签署, en: sign}, by: [officer], effects: [{name: transfer.agree, with: {item: =form.item, receiver: =form.receiver, starts_on: "2026-10-01"}}]}
      check: {title: {zh: 检查, en: check}, by: [officer], form: order, effects: [{name: transfer.record_check, with: {kind: visit, checked_on: =today, duty: =act.duty, met: =act.met}}]}
      order: {title: {zh: 整改, en: order}, by: [officer], form: order, effects: [{name: transfer.order_rectification, with: {deadline_on: "=day_add(today, 30)", duties: =act.duties}}]}
      correct: {title: {zh: 合格, en: correct}, by: [officer], effects: [{name: transfer.close_order, with: {outcome: corrected}}]}
      fail: {title: {zh: 不合格, en: fail}, by: [officer], effects: [{name: transfer.close_order, with: {outcome: failed}}]}
      conclude: {title: {zh: 年度合格, en: conclude}, by: [officer], effects: [transfer.conclude_year]}
      take_back: {title: {zh: 收回, en: take back}, by: [officer], effects: [{name: transfer.take_back, with: {item: =form.item}}]}
      plan: {title: {zh: 计划, en: plan}, by: [officer], form: order, effects: [{name: transfer.plan_check, with: {transfer: =case.id, duty: =act.duty, kind: visit, planned_on: "=day_add(today, 30)"}}]}
      made: {title: {zh: 已检查, en: made}, by: [officer], effects: [{name: transfer.settle_planned_check, with: {outcome: recorded}}]}
      end: {title: {zh: 办结, en: end}, by: [officer], to: ended}
  ended: {title: {zh: 办结, en: ended}, final: true}
)yaml"},
};

class TransferRoutes : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {transfer::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kTransferFiles, EffectsCity::Offers{transfer::offer_transfer},
                 EffectsCity::Schemas{transfer::migrations()});
    item = city->open("item", {{"basis", "service_or_support_work"}});
    city->perform(item, "publish");
    association = city->add_organisation("示例市陶瓷行业协会");
    handover = city->open("handover", {{"item", item}, {"receiver", association}});
    CaseParts parts;
    parts.engine = city->engine.get();
    parts.packs = city->packs.get();
    parts.db = city->db.get();
    asking.emplace(transfer_routes(parts), *city->db, std::vector<identity::Caller>{}, city->time);
  }
  void hand_over() {
    city->perform(handover, "call");
    city->perform(handover, "sign");
  }
  std::string check(std::string duty, bool met) {
    return city->answer(handover, "check", {{"duty", duty}, {"met", met}});
  }
  std::string order(json::array duties) { return city->answer(handover, "order", {{"duties", duties}}); }
  void tomorrow() { city->time.advance(std::chrono::hours{24}); }
  Told one(std::string query = "") { return asking->get("/api/v1/functions/" + item + query); }
  Id item;
  Id association;
  Id handover;
  std::optional<EffectsCity> city;
  std::optional<Asking> asking;
};

TEST_P(TransferRoutes, FactsFollowAnItemOnItsWay) {
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "open");
  EXPECT_EQ(city->fact("transfer.item_basis", {item}), "service_or_support_work");
  EXPECT_EQ(city->fact("transfer.item_name", {item}), "行业统计100%汇总");
  EXPECT_EQ(city->fact("transfer.item_department", {item}), json::string(city->organisation));
  EXPECT_EQ(city->fact("transfer.holder", {item}), "");
  EXPECT_EQ(city->fact("transfer.year", {handover}), 0);
  city->perform(handover, "call");
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "in_transfer");
  city->perform(handover, "cancel");
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "open");
  EXPECT_EQ(city->answer(handover, "cancel"), "conflict item_reserved");
  EXPECT_EQ(city->answer(handover, "sign"), "conflict item_reserved");
  hand_over();
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "transferred");
  EXPECT_EQ(city->fact("transfer.holder", {item}), json::string(association));
  EXPECT_EQ(city->fact("transfer.year", {handover}), 1);
  for (int i = 0; i < 3; ++i) city->perform(handover, "conclude");
  EXPECT_EQ(city->fact("transfer.year", {handover}), 4);
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "regular");
  EXPECT_EQ(city->answer(handover, "conclude"), "conflict item_held");
}

TEST_P(TransferRoutes, FactsOfWhatIsNotThereAreAbsent) {
  EXPECT_EQ(city->fact("transfer.item_state", {nullptr}), "");
  EXPECT_EQ(city->fact("transfer.item_name", {"nothing"}), "");
  EXPECT_EQ(city->fact("transfer.item_department", {"nothing"}), "");
  EXPECT_EQ(city->fact("transfer.holder", {"nothing"}), "");
  EXPECT_EQ(city->fact("transfer.unmet", {"nothing"}), 0);
}

TEST_P(TransferRoutes, ALicenceDoesNotComeIntoTheCatalogue) {
  const Id licence = city->open("item", {{"basis", "licence"}});
  EXPECT_EQ(city->answer(licence, "publish"), "conflict not_a_licence");
  EXPECT_EQ(asking->get("/api/v1/functions/" + licence).status, 404);
}

TEST_P(TransferRoutes, AWithdrawnItemIsNotReserved) {
  city->perform(item, "withdraw");
  EXPECT_EQ(city->answer(handover, "call"), "conflict item_open");
  EXPECT_EQ(one().at("/function/state"), "withdrawn");
}

TEST_P(TransferRoutes, AnUnmetDutyIsOrderedCorrectedOrFailsAndTheItemIsTakenBack) {
  hand_over();
  EXPECT_EQ(check("weekly", false), "invalid-form known_duty");
  EXPECT_EQ(check("monthly", false), "done");
  EXPECT_EQ(city->fact("transfer.unmet", {handover}), 1);
  EXPECT_EQ(order({"yearly"}), "conflict unmet_duty");
  EXPECT_EQ(order({"monthly"}), "done");
  EXPECT_EQ(order({"monthly"}), "conflict order_open");
  city->perform(handover, "correct");
  EXPECT_EQ(city->fact("transfer.unmet", {handover}), 0);
  EXPECT_EQ(city->answer(handover, "fail"), "conflict no_order");
  tomorrow();
  check("monthly", false);
  order({"monthly"});
  city->perform(handover, "fail");
  tomorrow();
  city->perform(handover, "take_back");
  EXPECT_EQ(city->fact("transfer.item_state", {item}), "open");
  EXPECT_EQ(city->answer(handover, "take_back"), "conflict item_held");
}

TEST_P(TransferRoutes, EverybodyReadsAFunctionWithItsAgreementsAndChecks) {
  hand_over();
  check("monthly", false);
  order({"monthly"});
  const Told told = one();
  EXPECT_EQ(told.at("/function/holder"), "示例市陶瓷行业协会");
  EXPECT_EQ(told.at("/function/department"), "示例市某局");
  EXPECT_EQ(told.at("/function/transfer_id"), json::string(handover));
  EXPECT_EQ(told.at("/duties/0/id"), "monthly");
  EXPECT_EQ(told.at("/duties/1/text"), "年报");
  EXPECT_EQ(told.at("/versions").as_array().size(), 3u);
  EXPECT_EQ(told.at("/agreements/0/receiver"), "示例市陶瓷行业协会");
  EXPECT_EQ(told.at("/agreements/0/year"), 1);
  EXPECT_EQ(told.at("/agreements/0/unmet_duties/0"), "monthly");
  EXPECT_EQ(told.at("/agreements/0/checks/0/met"), false);
  EXPECT_EQ(told.at("/agreements/0/orders/0/outcome"), "open");
  EXPECT_EQ(told.at("/agreements/0/orders/0/deadline_on"), "2026-10-21");
}

TEST_P(TransferRoutes, AFunctionReadsAsItStoodAtTheEndOfADay) {
  tomorrow();
  hand_over();
  check("monthly", false);
  tomorrow();
  city->perform(handover, "take_back");
  EXPECT_EQ(one("?as_of=2026-09-20").status, 404);
  EXPECT_EQ(one("?as_of=2026-09-21").at("/function/state"), "open");
  EXPECT_EQ(one("?as_of=2026-09-21").at("/agreements").as_array().size(), 0u);
  const Told then = one("?as_of=2026-09-22");
  EXPECT_EQ(then.at("/function/state"), "transferred");
  EXPECT_TRUE(then.at("/function/until").is_null());
  EXPECT_EQ(then.at("/agreements/0/status"), "supervised");
  EXPECT_EQ(one().at("/agreements/0/status"), "taken_back");
  EXPECT_EQ(one().at("/agreements/0/ended_on"), "2026-09-23");
  EXPECT_EQ(asking->get("/api/v1/functions?as_of=2026-09-22&state=transferred").items(), 1u);
  EXPECT_EQ(asking->get("/api/v1/functions?state=transferred").items(), 0u);
}

TEST_P(TransferRoutes, TheCatalogueIsFoundByTextDepartmentHolderAndState) {
  const auto found = [&](const std::string& query) { return asking->get("/api/v1/functions" + query).items(); };
  EXPECT_EQ(found(""), 1u);
  EXPECT_EQ(found("?q=100%25"), 1u);
  EXPECT_EQ(found("?q=%E7%BB%9F%25%E6%B1%87"), 0u);  // a percent sign is no joker
  EXPECT_EQ(found("?department=" + city->organisation), 1u);
  EXPECT_EQ(found("?department=" + association), 0u);
  EXPECT_EQ(found("?holder=" + association), 0u);
  hand_over();
  EXPECT_EQ(found("?holder=" + association), 1u);
  EXPECT_EQ(found("?competition_class=moderate&state=transferred"), 1u);
  EXPECT_EQ(found("?competition_class=full"), 0u);
  EXPECT_EQ(asking->get("/api/v1/functions?state=sold").rule(), "enum");
}

TEST_P(TransferRoutes, TheCatalogueComesByPagesAndAsCsv) {
  const Id second = city->open("item", {{"basis", "authorised_by_law"}});
  city->perform(second, "publish");
  const Told first = asking->get("/api/v1/functions?limit=1");
  EXPECT_EQ(first.at("/items/0/id"), json::string(second));
  const Told next = asking->get("/api/v1/functions?limit=1&cursor=" + std::string(first.at("/next").as_string()));
  EXPECT_EQ(next.at("/items/0/id"), json::string(item));
  for (const char* target : {"/api/v1/functions?format=csv", "/open-data/functions.csv"}) {
    const Told csv = asking->get(target);
    EXPECT_NE(csv.text.find("id,version,number,name,legal_basis_type"), std::string::npos);
    EXPECT_NE(csv.text.find("authorised_by_law,moderate"), std::string::npos) << csv.text;
  }
}

TEST_P(TransferRoutes, ACheckIsPlannedForAKnownDutyAndSettledOnce) {
  EXPECT_EQ(city->answer(handover, "plan", {{"duty", "monthly"}}), "conflict item_held");
  hand_over();
  EXPECT_EQ(city->answer(handover, "plan", {{"duty", "weekly"}}), "invalid-form known_duty");
  EXPECT_EQ(city->answer(handover, "plan", {{"duty", "monthly"}}), "done");
  EXPECT_EQ(city->answer(handover, "made"), "done");
  EXPECT_EQ(city->answer(handover, "made"), "conflict not_planned");
}

INSTANTIATE_TEST_SUITE_P(Databases, TransferRoutes, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
