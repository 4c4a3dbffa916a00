// For the tests of figures: a city with a budget line and purchases that run under a limit of ten working days.
#pragma once
#include <gtest/gtest.h>

#include "cases/effects_fixture.h"
#include "gazette/migrations.h"
#include "grading/migrations.h"
#include "ledger/migrations.h"
#include "ledger/offer.h"
#include "purchase/migrations.h"
#include "registry/migrations.h"
#include "scoring/migrations.h"
#include "transfer/migrations.h"

namespace gh::opendata {

using cases::EffectsCity;

inline const EffectsCity::Files& figures_pack() {
  static const EffectsCity::Files kFiles = {
      {"clauses.yaml",
       R"(- {id: 一, source: 示例办法, says: {zh: 有预算才能购买, en: nothing is bought without a budget}}
- {id: 二, source: 示例办法, says: {zh: 十日内办结, en: done within ten days}}
- {id: 三, source: 示例办法, says: {zh: 无人执行, en: carried out by nobody}}
)"},
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
    title: {zh: 审核中, en: under review}
    clock: {limit: "10", unit: working_days, cites: [二]}
    actions:
      sign: {title: {zh: 签约, en: sign}, by: [officer], effects: [{name: ledger.commit, with: {amount_fen: =form.amount_fen, payee: =authority}}], to: signed}
      drop: {title: {zh: 撤销, en: drop}, by: [officer], effects: [ledger.release], to: closed}
  signed:
    title: {zh: 履约中, en: under contract}
    actions:
      accept: {title: {zh: 验收, en: accept}, by: [officer], effects: [{name: ledger.accept, with: {reference: m1, amount_fen: =form.amount_fen}}], to: accepted}
  accepted:
    title: {zh: 待支付, en: to be paid}
    actions:
      pay: {title: {zh: 支付, en: pay}, by: [officer], effects: [{name: ledger.pay, with: {reference: m1, amount_fen: =form.amount_fen}}], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"}};
  return kFiles;
}

class WithFigures : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    const EffectsCity::Schemas above{scoring::migrations(),  gazette::migrations(), ledger::migrations(),
                                     registry::migrations(), grading::migrations(), transfer::migrations(),
                                     purchase::migrations()};
    auto db = cases::City::database(GetParam(), above);
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), figures_pack(), EffectsCity::Offers{ledger::offer_ledger}, above);
    line = city->open("line", {{"item", "2080299"}});
  }
  Id spend(std::int64_t amount_fen) { return city->open("spending", {{"line", line}, {"amount_fen", amount_fen}}); }
  void after_days(int days) { city->time.advance(std::chrono::hours{24 * days}); }
  Day today() const { return local_day(city->time.now(), UtcOffset{480}); }

  std::optional<EffectsCity> city;
  Id line;
};

}  // namespace gh::opendata
