#include "http/purchase_routes.h"

#include "cases/effects_fixture.h"
#include "ledger/migrations.h"
#include "purchase/migrations.h"
#include "purchase/offer.h"
#include "routes/asking.h"

namespace gh::http {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kPurchaseFiles = {
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  code: {x-title: {zh: 编码, en: code}, type: string}
  item: {x-title: {zh: 事项, en: item}, type: string}
  supplier: {x-title: {zh: 承接方, en: supplier}, type: string}
)"},
    {"procedures/service.yaml", R"(id: service
title: {zh: 服务事项, en: service}
cites: [一]
number: "示目〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
effects: [{name: purchase.publish_item, with: {department: =authority, code: =form.code, name: "行业统计, 调查", class: technical}}]
initial: published
states:
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
title_expression: "'陶瓷行业统计'"
publicity: public
effects: [{name: purchase.file_plan, with: {department: =authority, item: =form.item, line: =case.id, year: 2026, method: open_tender, amount_fen: 100000}}]
initial: planned
states:
  planned:
    title: {zh: 计划, en: planned}
    actions:
      sign: {title: {zh: 签约, en: sign}, by: [officer], effects: [{name: purchase.contract, with: {supplier: =form.supplier, amount_fen: 100000, starts_on: "2026-10-01", ends_on: "2027-09-30", milestones: "={{id = 'm1', title = '中期', share_permille = 400, due_on = '2027-03-31'}, {id = 'm2', title = '终期', share_permille = 600, due_on = '2027-09-30'}}"}}], to: performing}
  performing:
    title: {zh: 履约, en: performing}
    actions:
      complete: {title: {zh: 结项, en: complete}, by: [officer], effects: [{name: purchase.end_contract, with: {outcome: completed}}], to: closed}
  closed: {title: {zh: 办结, en: closed}, final: true}
)"},
};

class PurchaseRoutes : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {ledger::migrations(), purchase::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kPurchaseFiles, EffectsCity::Offers{purchase::offer_purchase},
                 EffectsCity::Schemas{ledger::migrations(), purchase::migrations()});
    item = city->open("service", {{"code", "GD301"}});
    supplier = city->add_organisation("示例市陶瓷行业协会");
    city->time.advance(std::chrono::hours{24});
    buying = city->open("buying", {{"item", item}, {"supplier", supplier}});
    city->perform(buying, "sign");
    CaseParts parts;
    parts.engine = city->engine.get();
    parts.packs = city->packs.get();
    parts.db = city->db.get();
    asking.emplace(purchase_routes(parts), *city->db, std::vector<identity::Caller>{}, city->time);
  }
  Id item;
  Id supplier;
  Id buying;
  std::optional<EffectsCity> city;
  std::optional<Asking> asking;
};

TEST_P(PurchaseRoutes, EverybodyReadsTheCatalogue) {
  const Told all = asking->get("/api/v1/service-items?q=gd301&class=technical&status=open");
  ASSERT_EQ(all.items(), 1u);
  EXPECT_EQ(all.at("/items/0/name"), "行业统计, 调查");
  EXPECT_EQ(all.at("/items/0/department"), "示例市某局");
  EXPECT_EQ(asking->get("/api/v1/service-items?status=sold").rule(), "enum");
  EXPECT_EQ(asking->get("/api/v1/service-items?as_of=2026-09-20").items(), 0u);
  EXPECT_EQ(asking->get("/api/v1/service-items?department=" + supplier).items(), 0u);
}

TEST_P(PurchaseRoutes, AnItemShowsAllItsVersions) {
  city->perform(item, "withdraw");
  const Told one = asking->get("/api/v1/service-items/" + item);
  EXPECT_EQ(one.at("/item/status"), "withdrawn");
  EXPECT_EQ(one.at("/versions/0/status"), "open");
  EXPECT_EQ(asking->get("/api/v1/service-items/" + buying).status, 404);
  EXPECT_EQ(asking->get("/api/v1/service-items?as_of=2026-09-21").at("/items/0/status"), "open");
}

TEST_P(PurchaseRoutes, TheCatalogueIsThereAsCsv) {
  const Told csv = asking->get("/open-data/service-items.csv");
  EXPECT_NE(csv.text.find("id,version,number,code,name,service_class"), std::string::npos);
  EXPECT_NE(csv.text.find("GD301,\"行业统计, 调查\",technical"), std::string::npos) << csv.text;
}

TEST_P(PurchaseRoutes, EverybodyReadsContractsAndTheirMilestones) {
  const Told all = asking->get("/api/v1/contracts?supplier=" + supplier + "&status=performing");
  ASSERT_EQ(all.items(), 1u);
  EXPECT_EQ(all.at("/items/0/supplier"), "示例市陶瓷行业协会");
  EXPECT_EQ(all.at("/items/0/amount_fen"), 100'000);
  const Told one = asking->get("/api/v1/contracts/" + buying);
  EXPECT_EQ(one.at("/contract/title"), "陶瓷行业统计");
  EXPECT_EQ(one.at("/contract/item_code"), "GD301");
  EXPECT_EQ(one.at("/milestones/0/amount_fen"), 40'000);
  EXPECT_EQ(one.at("/milestones/1/status"), "open");
  EXPECT_EQ(asking->get("/api/v1/contracts/" + item).status, 404);
}

TEST_P(PurchaseRoutes, AContractReadsAsItStoodAtTheEndOfADay) {
  city->time.advance(std::chrono::hours{24});
  city->perform(buying, "complete");
  const std::string one = "/api/v1/contracts/" + buying;
  EXPECT_EQ(asking->get(one).at("/contract/status"), "completed");
  EXPECT_EQ(asking->get(one + "?as_of=2026-09-22").at("/contract/status"), "performing");
  EXPECT_EQ(asking->get(one + "?as_of=2026-09-21").status, 404);
  EXPECT_EQ(asking->get("/api/v1/contracts?as_of=2026-09-22&status=performing").items(), 1u);
}

TEST_P(PurchaseRoutes, ContractsAreThereAsCsv) {
  const Told csv = asking->get("/open-data/contracts.csv?q=%E9%99%B6%E7%93%B7");
  EXPECT_NE(csv.text.find("示例市陶瓷行业协会"), std::string::npos) << csv.text;
  EXPECT_EQ(asking->get("/open-data/contracts.csv?q=nothing").text.find("示例市陶瓷行业协会"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Databases, PurchaseRoutes, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
