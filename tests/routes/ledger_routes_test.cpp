#include "http/ledger_routes.h"

#include "cases/effects_fixture.h"
#include "ledger/migrations.h"
#include "ledger/offer.h"
#include "routes/asking.h"

namespace gh::http {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kLedgerFiles = {
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  line: {x-title: {zh: 预算项目, en: line}, type: string}
  item: {x-title: {zh: 科目, en: item}, type: string}
  amount_fen: {x-title: {zh: 金额, en: amount}, type: integer}
)"},
    {"procedures/line.yaml", R"(id: line
title: {zh: 预算项目, en: budget line}
cites: [一]
number: "示预〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
title_expression: form.item
publicity: public
effects: [{name: ledger.appropriate, with: {department: =authority, year: 2026, item: =form.item, amount_fen: 100000}}]
initial: open
states:
  open:
    title: {zh: 执行中, en: open}
    actions:
      close: {title: {zh: 关闭, en: close}, by: [officer], effects: [{name: ledger.close_line, with: {line: =case.id}}], to: closed}
  closed: {title: {zh: 已关闭, en: closed}, final: true}
)"},
    {"procedures/spending.yaml", R"(id: spending
title: {zh: 支出, en: spending}
cites: [一]
number: "示支〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
effects: [{name: ledger.reserve, with: {line: =form.line, amount_fen: =form.amount_fen}}]
initial: open
states:
  open:
    title: {zh: 执行中, en: open}
    actions:
      release: {title: {zh: 释放, en: release}, by: [officer], effects: [ledger.release], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
};

enum Who { kOfficer, kStranger, kOtherDivision, kWithoutOffice };

class LedgerRoutes : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {ledger::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kLedgerFiles, EffectsCity::Offers{ledger::offer_ledger},
                 EffectsCity::Schemas{ledger::migrations()});
    line = city->open("line", {{"item", "2080299"}});
    city->time.advance(std::chrono::hours{24});
    purchase = city->open("spending", {{"line", line}, {"amount_fen", 60'000}});
    identity::Caller stranger{"account",
                              "企业经办人",
                              false,
                              {"read"},
                              "office",
                              "clerk",
                              city->add_organisation("某企业", identity::OrganisationKind::company),
                              "990000"};
    identity::Caller elsewhere = stranger;
    elsewhere.role = "officer";
    elsewhere.division = "880000";
    identity::Caller without_office = stranger;
    without_office.office.reset();
    CaseParts parts;
    parts.engine = city->engine.get();
    parts.packs = city->packs.get();
    parts.db = city->db.get();
    asking.emplace(ledger_routes(parts), *city->db,
                   std::vector<identity::Caller>{city->officer, stranger, elsewhere, without_office}, city->time);
  }
  Id line;
  Id purchase;
  std::optional<EffectsCity> city;
  std::optional<Asking> asking;
};

TEST_P(LedgerRoutes, EverybodyReadsTheTotalsOfALine) {
  const Told all = asking->get("/api/v1/budget-lines");
  ASSERT_EQ(all.items(), 1u);
  EXPECT_EQ(all.at("/items/0/appropriated_fen"), 100'000);
  EXPECT_EQ(all.at("/items/0/reserved_fen"), 60'000);
  EXPECT_EQ(all.at("/items/0/available_fen"), 40'000);
  EXPECT_EQ(all.at("/items/0/number"), "示预〔2026〕1号");
  EXPECT_EQ(asking->get("/api/v1/budget-lines/" + line).at("/department"), "示例市某局");
  EXPECT_EQ(asking->get("/api/v1/budget-lines/" + purchase).status, 404);
}

TEST_P(LedgerRoutes, ALineReadsAsItStoodAtTheEndOfADay) {
  const std::string one = "/api/v1/budget-lines/" + line;
  EXPECT_EQ(asking->get(one + "?as_of=2026-09-21").at("/reserved_fen"), 0);
  EXPECT_EQ(asking->get(one + "?as_of=2026-09-22").at("/reserved_fen"), 60'000);
  EXPECT_EQ(asking->get(one + "?as_of=2026-09-20").status, 404);
  EXPECT_EQ(asking->get(one + "?as_of=yesterday").status, 422);
}

TEST_P(LedgerRoutes, LinesAreNarrowedByDepartmentYearAndWhetherTheyAreOpen) {
  EXPECT_EQ(asking->get("/api/v1/budget-lines?year=2026&open=true&department=" + city->organisation).items(), 1u);
  EXPECT_EQ(asking->get("/api/v1/budget-lines?year=2027").items(), 0u);
  EXPECT_EQ(asking->get("/api/v1/budget-lines?open=false").items(), 0u);
  EXPECT_EQ(asking->get("/api/v1/budget-lines?open=perhaps").rule(), "enum");
  EXPECT_EQ(asking->get("/api/v1/budget-lines?year=26").status, 422);
}

TEST_P(LedgerRoutes, EntriesAreForFullReadersAndTheDepartmentItself) {
  const std::string entries = "/api/v1/budget-lines/" + line + "/entries";
  const Told own = asking->get(entries, kOfficer);
  ASSERT_EQ(own.items(), 2u);
  EXPECT_EQ(own.at("/items/0/booking"), "appropriate");
  EXPECT_EQ(own.at("/items/1/booking"), "reserve");
  EXPECT_EQ(own.at("/items/1/case_number"), "示支〔2026〕1号");
  EXPECT_EQ(asking->get(entries).status, 401);
  EXPECT_EQ(asking->get(entries, kWithoutOffice).status, 403);
  EXPECT_EQ(asking->get(entries, kStranger).status, 403);
  EXPECT_EQ(asking->get(entries, kStranger).rule(), "full-reader");
  EXPECT_EQ(asking->get(entries, kOtherDivision).status, 403);
  EXPECT_EQ(asking->get("/api/v1/budget-lines/" + purchase + "/entries", kOfficer).status, 404);
}

TEST_P(LedgerRoutes, EntriesComeInPages) {
  const std::string entries = "/api/v1/budget-lines/" + line + "/entries?limit=1";
  const Told first = asking->get(entries, kOfficer);
  EXPECT_EQ(first.items(), 1u);
  ASSERT_EQ(first.at("/next"), "1");
  const Told second = asking->get(entries + "&cursor=1", kOfficer);
  EXPECT_EQ(second.at("/items/0/ordinal"), 2);
  EXPECT_TRUE(second.at("/next").is_null());
}

TEST_P(LedgerRoutes, WhatWasBookedForACaseIsForItsFullReaders) {
  const std::string entries = "/api/v1/cases/" + purchase + "/entries";
  EXPECT_EQ(asking->get(entries, kOfficer).items(), 1u);
  EXPECT_EQ(asking->get(entries, kStranger).status, 403);
  EXPECT_EQ(asking->get(entries).status, 401);
  EXPECT_EQ(asking->get("/api/v1/cases/" + city->organisation + "/entries", kOfficer).status, 404);
}

TEST_P(LedgerRoutes, TotalsAreThereAsCsv) {
  const Told csv = asking->get("/open-data/budget-lines.csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_NE(csv.text.find("id,number,title,department_id,department,year,item,open,appropriated_fen"),
            std::string::npos);
  EXPECT_NE(csv.text.find("示例市某局,2026,2080299,true,100000,40000,60000,0,0,0"), std::string::npos) << csv.text;
}

INSTANTIATE_TEST_SUITE_P(Databases, LedgerRoutes, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
