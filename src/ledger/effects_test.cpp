#include "cases/effects_fixture.h"
#include "ledger/invariants.h"
#include "ledger/ledger.h"
#include "ledger/migrations.h"
#include "ledger/offer.h"
#include "ledger/reading.h"

namespace gh::ledger {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kFiles = {
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  department: {x-title: {zh: 部门, en: department}, type: string}
  line: {x-title: {zh: 预算项目, en: line}, type: string}
  item: {x-title: {zh: 科目, en: item}, type: string}
  year: {x-title: {zh: 年度, en: year}, type: integer}
  amount_fen: {x-title: {zh: 金额, en: amount}, type: integer}
  milestone: {x-title: {zh: 期次, en: milestone}, type: string}
  payee: {x-title: {zh: 收款人, en: payee}, type: string}
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
initial: proposed
states:
  proposed:
    title: {zh: 待下达, en: proposed}
    actions:
      appropriate: {title: {zh: 下达, en: open}, by: [officer], effects: [{name: ledger.appropriate, with: {department: =form.department, year: =form.year, item: =form.item, amount_fen: =form.amount_fen}}], to: open}
  open:
    title: {zh: 执行中, en: open}
    actions:
      adjust: {title: {zh: 调整, en: adjust}, by: [officer], form: order, effects: [{name: ledger.adjust, with: {line: =case.id, amount_fen: =act.amount_fen}}]}
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
initial: open
states:
  open:
    title: {zh: 执行中, en: open}
    actions:
      reserve: {title: {zh: 预留, en: reserve}, by: [officer], form: order, effects: [{name: ledger.reserve, with: {line: =form.line, amount_fen: =act.amount_fen}}]}
      commit: {title: {zh: 承诺, en: commit}, by: [officer], form: order, effects: [{name: ledger.commit, with: {amount_fen: =act.amount_fen, payee: =act.payee}}]}
      accept: {title: {zh: 验收, en: accept}, by: [officer], form: order, effects: [{name: ledger.accept, with: {reference: =act.milestone, amount_fen: =act.amount_fen}}]}
      pay: {title: {zh: 支付, en: pay}, by: [officer], form: order, effects: [{name: ledger.pay, with: {reference: =act.milestone, amount_fen: =act.amount_fen}}]}
      release: {title: {zh: 释放, en: release}, by: [officer], effects: [ledger.release], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
};

class LedgerEffects : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kFiles, EffectsCity::Offers{offer_ledger}, EffectsCity::Schemas{migrations()});
    line = city->open("line", line_form());
    city->perform(line, "appropriate");
    purchase = city->open("spending", {{"line", line}});
  }
  void TearDown() override {
    if (!city) return;
    EXPECT_EQ(city->db->reading([](store::Tx& tx) { return check_invariants(tx); }), std::vector<std::string>{});
  }
  json::object line_form() const {
    return {{"department", city->organisation}, {"year", 2026}, {"item", "2080299"}, {"amount_fen", 100'000}};
  }
  std::int64_t number(std::string_view fact, const json::array& arguments) {
    return city->fact(fact, arguments).as_int64();
  }
  Id purchase;
  Id line;
  std::optional<EffectsCity> city;
};

TEST_P(LedgerEffects, AnActBooksAndARefusedActBooksNothing) {
  EXPECT_EQ(city->answer(purchase, "reserve", {{"amount_fen", 100'001}}), "no-budget no_budget");
  EXPECT_EQ(city->answer(purchase, "reserve", {{"amount_fen", 80'000}}), "done");
  EXPECT_EQ(city->answer(purchase, "commit", {{"amount_fen", 80'001}, {"payee", city->organisation}}),
            "no-budget above_reserved");
  EXPECT_EQ(city->answer(purchase, "commit", {{"amount_fen", 70'000}, {"payee", city->organisation}}), "done");
  EXPECT_EQ(city->answer(purchase, "accept", {{"amount_fen", 30'000}, {"milestone", "m1"}}), "done");
  EXPECT_EQ(city->answer(purchase, "accept", {{"amount_fen", 30'000}, {"milestone", "m1"}}), "conflict accepted_twice");
  EXPECT_EQ(city->answer(purchase, "pay", {{"amount_fen", 30'001}, {"milestone", "m1"}}), "no-budget above_accepted");
  EXPECT_EQ(city->answer(purchase, "pay", {{"amount_fen", 30'000}, {"milestone", "m1"}}), "done");
  EXPECT_EQ(number("ledger.available", {line}), 30'000);
  EXPECT_EQ(number("ledger.reserved", {purchase}), 70'000);
  EXPECT_EQ(number("ledger.committed", {purchase}), 70'000);
  EXPECT_EQ(number("ledger.accepted", {purchase}), 30'000);
  EXPECT_EQ(number("ledger.paid", {purchase}), 30'000);
  EXPECT_EQ(number("ledger.line_committed", {line}), 40'000);
  EXPECT_EQ(city->answer(line, "close"), "conflict open_commitments");
  EXPECT_EQ(city->answer(purchase, "release"), "done");
  EXPECT_EQ(number("ledger.line_committed", {line}), 0);
  EXPECT_EQ(number("ledger.available", {line}), 70'000);
  EXPECT_EQ(city->answer(line, "close"), "done");
}

TEST_P(LedgerEffects, FactsTellWhatALineIs) {
  EXPECT_EQ(city->fact("ledger.line_open", {line}), true);
  EXPECT_EQ(city->fact("ledger.line_department", {line}), json::string(city->organisation));
  EXPECT_EQ(number("ledger.line_year", {line}), 2026);
  EXPECT_EQ(city->fact("ledger.line_exists", {city->organisation, 2026, "2080299"}), true);
  EXPECT_EQ(city->fact("ledger.line_exists", {city->organisation, 2027, "2080299"}), false);
  city->perform(line, "close");
  EXPECT_EQ(city->fact("ledger.line_open", {line}), false);
}

TEST_P(LedgerEffects, FactsOfWhatIsNotThereAreAbsent) {
  EXPECT_EQ(number("ledger.available", {purchase}), -1);
  EXPECT_EQ(number("ledger.line_year", {nullptr}), -1);
  EXPECT_EQ(number("ledger.line_committed", {"nothing"}), -1);
  EXPECT_EQ(city->fact("ledger.line_open", {"nothing"}), false);
  EXPECT_EQ(city->fact("ledger.line_department", {"nothing"}), "");
  for (const char* fact : {"ledger.reserved", "ledger.committed", "ledger.accepted", "ledger.paid"})
    EXPECT_EQ(number(fact, {"nothing"}), 0) << fact;
}

TEST_P(LedgerEffects, ASecondLineForTheSameItemIsRefusedAndItsCaseStays) {
  const Id second = city->open("line", line_form());
  EXPECT_EQ(city->answer(second, "appropriate"), "conflict line_exists");
  EXPECT_EQ(city->answer(line, "adjust", {{"amount_fen", 120'000}}), "done");
  EXPECT_EQ(number("ledger.available", {line}), 120'000);
}

TEST_P(LedgerEffects, ALineReadsAsItStoodThen) {
  const Instant before = city->time.now();
  city->time.advance(std::chrono::hours{1});
  city->perform(purchase, "reserve", {{"amount_fen", 60'000}});
  const Instant reserved = city->time.now();
  city->time.advance(std::chrono::hours{1});
  city->perform(purchase, "commit", {{"amount_fen", 50'000}, {"payee", city->organisation}});
  city->perform(line, "adjust", {{"amount_fen", 90'000}});
  const auto at = [&](std::optional<Instant> as_of) {
    return city->db->reading([&](store::Tx& tx) { return read_line(tx, line, as_of); });
  };
  EXPECT_EQ(at(before)->reserved_fen, 0);
  EXPECT_EQ(at(before)->appropriated_fen, 100'000);
  EXPECT_EQ(at(reserved)->reserved_fen, 60'000);
  EXPECT_EQ(at(reserved)->committed_fen, 0);
  EXPECT_EQ(at({})->reserved_fen, 50'000);
  EXPECT_EQ(at({})->committed_fen, 50'000);
  EXPECT_EQ(at({})->appropriated_fen, 90'000);
  EXPECT_EQ(at({})->available_fen, 40'000);
  EXPECT_EQ(at(before - std::chrono::hours{1}), std::nullopt);
  EXPECT_EQ(at({})->title, "2080299");
  EXPECT_EQ(at({})->department, "示例市某局");
}

TEST_P(LedgerEffects, LinesAreFoundByDepartmentYearAndPage) {
  for (const char* item : {"a-1", "a-2"}) {
    json::object form = line_form();
    form["item"] = item;
    form["year"] = 2027;
    city->time.advance(std::chrono::milliseconds{1});
    city->perform(city->open("line", form), "appropriate");
  }
  const auto search = [&](const LineSearch& wanted, std::size_t limit, std::string after = "") {
    return city->db->reading([&](store::Tx& tx) { return search_lines(tx, wanted, limit, after); });
  };
  EXPECT_EQ(search({}, 10).lines.size(), 3u);
  EXPECT_EQ(search({.year = 2026}, 10).lines.at(0).id, line);
  EXPECT_EQ(search({.department_id = "nobody"}, 10).lines.size(), 0u);
  EXPECT_EQ(search({.open = false}, 10).lines.size(), 0u);
  const LinePage first = search({.year = 2027}, 1);
  EXPECT_EQ(first.lines.at(0).item, "a-2");
  ASSERT_TRUE(first.next);
  const LinePage second = search({.year = 2027}, 1, *first.next);
  EXPECT_EQ(second.lines.at(0).item, "a-1");
  EXPECT_FALSE(second.next);
}

TEST_P(LedgerEffects, EntriesNameTheirCaseActAndPayee) {
  const Id payee = city->add_organisation("示例市陶瓷行业协会");
  city->perform(purchase, "reserve", {{"amount_fen", 60'000}});
  city->perform(purchase, "commit", {{"amount_fen", 50'000}, {"payee", payee}});
  const auto of_line = city->db->reading([&](store::Tx& tx) { return entries_of_line(tx, line, 1, 10); });
  ASSERT_EQ(of_line.size(), 3u);  // the appropriation was the first
  EXPECT_EQ(of_line.at(1).booking, Booking::commit);
  EXPECT_EQ(of_line.at(1).payee, "示例市陶瓷行业协会");
  EXPECT_EQ(of_line.at(1).case_number, "示支〔2026〕1号");
  EXPECT_EQ(of_line.at(2).booking, Booking::release);
  EXPECT_EQ(of_line.at(2).payee, std::nullopt);
  const auto of_case = city->db->reading([&](store::Tx& tx) { return entries_of_case(tx, purchase, 2); });
  EXPECT_EQ(of_case.size(), 2u);
  const auto own = city->db->reading([&](store::Tx& tx) { return entries_of_case(tx, line, 10); });
  ASSERT_EQ(own.size(), 1u) << "what cases have booked on the line is theirs";
  EXPECT_EQ(own.at(0).booking, Booking::appropriate);
  EXPECT_EQ(city->db->reading([&](store::Tx& tx) { return entries_of_line(tx, line, 0, 2); }).size(), 2u);
}

INSTANTIATE_TEST_SUITE_P(Databases, LedgerEffects, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::ledger
