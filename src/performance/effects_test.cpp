// Performance from the effects of a procedure to what everybody reads, and what changes hands with a function.
#include <gmock/gmock.h>

#include <map>

#include "cases/effects_fixture.h"
#include "performance/migrations.h"
#include "performance/offer.h"
#include "performance/reading.h"
#include "performance/terms.h"
#include "performance/work.h"
#include "performance/work_search.h"
#include "registry/migrations.h"

namespace gh::performance {
namespace {

using cases::EffectsCity;
using testing::ElementsAre;

// One desk does everything; the performer is an organisation of the test's.
const EffectsCity::Files kFiles = {
    {"catalogues/credit-grades.yaml", R"(id: credit-grades
title: {zh: 等级, en: grades}
cites: [一]
rows:
  - {code: AAA, name: {zh: 很好, en: very good}, fields: {certificate_code: "111"}}
  - {code: AA, name: {zh: 好, en: good}, fields: {certificate_code: "011"}}
  - {code: A, name: {zh: 较好, en: rather good}, fields: {certificate_code: "001"}}
)"},
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  item: {x-title: {zh: 事项, en: item}, type: string}
  performer: {x-title: {zh: 承办方, en: performer}, type: string}
  grade: {x-title: {zh: 等级, en: grade}, type: string}
)"},
    {"forms/work-handover.yaml", R"(x-title: {zh: 移交, en: hand-over}
type: object
additionalProperties: false
properties:
  from: {x-title: {zh: 移出, en: from}, type: string}
  to: {x-title: {zh: 接收, en: to}, type: string}
  place: {x-title: {zh: 序号, en: place}, type: integer}
)"},
    {"procedures/terms.yaml", R"yaml(id: terms
title: {zh: 条件, en: terms}
cites: [一]
number: "示条〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [officer], effects: [{name: performance.publish_terms, with: {item: =form.item, kind: rating, holder: =form.performer, price_fen: 500, promised_days: 10, conditions: 公开}}]}
      end: {title: {zh: 结束, en: end}, by: [officer], to: done}
  done: {title: {zh: 结束, en: done}, final: true}
)yaml"},
    {"procedures/rating.yaml", R"yaml(id: rating
title: {zh: 评级, en: rating}
cites: [一]
number: "示评〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
effects:
  - {name: performance.begin_work, with: {item: =form.item, performer: =form.performer}}
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    clock: {id: work, limit: 10, unit: working_days, cites: [一]}
    actions:
      work: {title: {zh: 承办, en: work}, by: [performer]}
      rate: {title: {zh: 评级, en: rate}, by: [officer], form: order, effects: [{name: performance.grant_rating, with: {item: =form.item, organisation: =applicant, reviewer: =form.performer, grade: =act.grade, years: 3, reason: 初评}}]}
      qualify: {title: {zh: 认定, en: qualify}, by: [officer], effects: [{name: performance.grant, with: {item: =form.item, organisation: =applicant, reviewer: =form.performer, grade: qualified, replaces: true}}]}
      downgrade: {title: {zh: 降级, en: lower}, by: [officer], form: order, effects: [{name: performance.downgrade, with: {grade: =act.grade, reason: 处罚}}]}
      withdraw: {title: {zh: 撤销, en: withdraw}, by: [officer], effects: [{name: performance.withdraw, with: {reason: 材料不实}}]}
      fail: {title: {zh: 不予, en: fail}, by: [officer], effects: [{name: performance.end_result, with: {reason: 复查不合格}}]}
      finish: {title: {zh: 办结, en: finish}, by: [officer], effects: [{name: performance.finish_work, with: {outcome: rated}}]}
      reopen: {title: {zh: 复查, en: reopen}, by: [officer], effects: [performance.reopen_work]}
      hand_over: {title: {zh: 移交, en: hand over}, by: [system], form: work-handover, effects: [{name: cases.succeed_party, with: {relation: performer, to: =act.to}}]}
      close: {title: {zh: 归档, en: close}, by: [officer], to: done}
  done: {title: {zh: 结束, en: done}, final: true}
)yaml"},
    {"procedures/transfer.yaml", R"yaml(id: transfer
title: {zh: 收回, en: take-back}
cites: [一]
number: "示收〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      move: {title: {zh: 移交, en: move}, by: [officer], effects: [{name: performance.hand_over, with: {item: =form.item, to: =applicant}}]}
      end: {title: {zh: 结束, en: end}, by: [officer], to: done}
  done: {title: {zh: 结束, en: done}, final: true}
)yaml"},
};

class Performance : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {registry::migrations(), performance::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city = std::make_unique<EffectsCity>(std::move(db), kFiles, EffectsCity::Offers{offer_performance},
                                         EffectsCity::Schemas{registry::migrations(), performance::migrations()});
    association = city->add_organisation("示例陶瓷行业协会");
  }
  Id open() { return city->open("rating", {{"item", "item"}, {"performer", association}}); }
  std::string rate(const Id& id, std::string grade) { return city->answer(id, "rate", {{"grade", grade}}); }
  std::string text_fact(std::string_view name, const json::array& arguments) {
    return std::string(city->fact(name, arguments).as_string());
  }
  std::int64_t count_fact(std::string_view name, const json::array& arguments) {
    return city->fact(name, arguments).as_int64();
  }

  std::unique_ptr<EffectsCity> city;
  Id association;
};

TEST_P(Performance, NewTermsTakeThePlaceOfTheOldAndBothStayReadable) {
  EXPECT_EQ(count_fact("performance.price", {"item", "rating"}), -1);
  EXPECT_EQ(count_fact("performance.promised_days", {"item", "rating"}), -1);
  const Id terms = city->open("terms", {{"item", "item"}, {"performer", association}});
  city->perform(terms, "publish");
  EXPECT_EQ(count_fact("performance.price", {"item", "rating"}), 500);
  EXPECT_EQ(count_fact("performance.promised_days", {"item", "rating"}), 10);
  EXPECT_EQ(text_fact("performance.terms_by", {"item", "rating"}), association);
  city->at("2026-09-22T01:00:00Z");
  city->perform(terms, "publish");
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(find_terms(tx, "item", "rating")->version, 2);
    EXPECT_EQ(find_terms(tx, "item", "rating", *parse_instant("2026-09-21T02:00:00Z"))->version, 1);
  });
}

TEST_P(Performance, ARatingIsNumberedLoweredAndWithdrawn) {
  const Id first = open();
  EXPECT_EQ(count_fact("performance.running", {city->organisation, "rating"}), 1);
  EXPECT_EQ(rate(first, "AA"), "done");
  EXPECT_EQ(text_fact("performance.result_number", {first}), "202600101100001");
  EXPECT_EQ(text_fact("performance.valid_to", {first}), "2029-09-20");
  EXPECT_TRUE(city->fact("performance.holds", {first}).as_bool());
  EXPECT_FALSE(city->fact("performance.holds", {"nothing"}).as_bool());
  EXPECT_EQ(text_fact("performance.grade", {city->organisation, "rating"}), "AA");
  // Decided again: the serial and the last day stay.
  EXPECT_EQ(rate(first, "AAA"), "done");
  EXPECT_EQ(text_fact("performance.result_number", {first}), "202600111100001");
  EXPECT_EQ(city->answer(first, "downgrade", {{"grade", "AAA"}}), "conflict lower_grade");
  EXPECT_EQ(city->answer(first, "downgrade", {{"grade", "A"}}), "done");
  EXPECT_EQ(text_fact("performance.result_number", {first}), "202600100100001");
  EXPECT_EQ(city->answer(first, "withdraw"), "done");
  EXPECT_EQ(city->answer(first, "withdraw"), "conflict no_result");
  EXPECT_EQ(rate(first, "AA"), "conflict granted_already");
  EXPECT_EQ(city->answer(first, "qualify"), "conflict granted_already");
  EXPECT_EQ(text_fact("performance.grade", {city->organisation, "rating"}), "");
  EXPECT_EQ(count_fact("performance.grade_place", {"AA"}), 2);
  EXPECT_EQ(count_fact("performance.grade_place", {"D"}), 0);
}

TEST_P(Performance, ASecondLookThatEndsInRefusalEndsTheResult) {
  const Id id = open();
  EXPECT_EQ(city->answer(id, "fail"), "done") << "nothing was given yet";
  EXPECT_EQ(rate(id, "AA"), "done");
  EXPECT_EQ(city->answer(id, "fail"), "done");
  EXPECT_EQ(text_fact("performance.grade", {city->organisation, "rating"}), "");
  EXPECT_EQ(city->answer(id, "withdraw"), "conflict no_result");
}

TEST_P(Performance, ANewRatingEndsTheOldOneAndTimeEndsTheNew) {
  const Id first = open();
  EXPECT_EQ(rate(first, "AA"), "done");
  city->at("2027-09-21T01:00:00Z");
  const Id second = open();
  EXPECT_EQ(rate(second, "AAA"), "done");
  const auto on = [&](std::string_view instant) {
    ResultSearch search;
    search.as_of = *parse_instant(instant);
    search.on = local_day(search.as_of, UtcOffset{480});
    std::vector<std::string> out;
    city->db->read([&](store::Tx& tx) {
      for (const auto& view : search_results(tx, search, 10).results) out.push_back(view.grade + " " + view.standing);
    });
    return out;
  };
  EXPECT_THAT(on("2027-09-20T01:00:00Z"), ElementsAre("AA granted"));
  EXPECT_THAT(on("2027-09-21T02:00:00Z"), ElementsAre("AAA granted", "AA replaced"));
  EXPECT_THAT(on("2030-09-20T02:00:00Z"), ElementsAre("AAA granted", "AA replaced"));
  EXPECT_THAT(on("2030-09-21T02:00:00Z"), ElementsAre("AAA expired", "AA replaced"));
}

TEST_P(Performance, WhatRunsChangesHandsWithItsPlaceAndItsDays) {
  const Id done = open();
  const Id first = open();
  const Id second = open();
  EXPECT_EQ(city->answer(done, "finish"), "done");
  EXPECT_EQ(city->answer(done, "finish"), "conflict work_finished");
  EXPECT_EQ(city->answer(first, "reopen"), "conflict work_running");
  city->perform(done, "close");
  EXPECT_EQ(city->answer(first, "work"), "forbidden by");
  EXPECT_EQ(count_fact("performance.unmoved", {"item", city->organisation}), 2);
  EXPECT_EQ(count_fact("performance.work_in", {association, "open"}), 2);
  EXPECT_EQ(count_fact("performance.work_in", {association, "elsewhere", "done"}), 0)
      << "what is closed isn't before anybody";
  EXPECT_EQ(text_fact("cases.due_on", {first, "work"}), "2026-10-05");
  EXPECT_EQ(text_fact("cases.due_on", {first, "another"}), "");
  EXPECT_EQ(text_fact("cases.done_on", {done, "finish"}), "2026-09-21");
  EXPECT_EQ(text_fact("cases.done_on", {done, "never"}), "");

  city->at("2026-09-25T01:00:00Z");
  const Id transfer = city->open("transfer", {{"item", "item"}});
  city->perform(transfer, "move");
  EXPECT_EQ(count_fact("performance.unmoved", {"item", city->organisation}), 0);
  EXPECT_EQ(count_fact("performance.handed_over", {transfer}), 2);
  EXPECT_EQ(text_fact("performance.performer", {first}), city->organisation);
  EXPECT_EQ(text_fact("performance.performer", {done}), association);
  // The new performer goes on at once, by the day that was due before.
  EXPECT_EQ(city->answer(first, "work"), "done");
  city->db->read([&](store::Tx& tx) {
    const auto list = handed_over_under(tx, transfer);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].case_id, first);
    EXPECT_EQ(list[0].place, 2);
    EXPECT_EQ(list[1].place, 3);
    EXPECT_EQ(text(*list[0].due_on), "2026-10-05");
    EXPECT_EQ(tx.string("select due_on from case_file where id = ?", {first}), "2026-10-05");
    EXPECT_EQ(find_work(tx, second)->place, 3);
  });
  const Id terms = city->open("terms", {{"item", "item"}, {"performer", association}});
  city->perform(terms, "publish");
  // Nothing is left to move: a repeat changes nothing.
  city->perform(transfer, "move");
  EXPECT_EQ(count_fact("performance.handed_over", {transfer}), 2);
  EXPECT_EQ(text_fact("performance.terms_by", {"item", "rating"}), "");
}

TEST_P(Performance, YearsCountBackWithoutAGap) {
  const json::array whole = {
      {{"year", 2025}, {"income_fen", 300}}, {{"year", 2024}, {"income_fen", 0}}, {{"year", 2023}, {"income_fen", 1}}};
  EXPECT_EQ(count_fact("performance.years_back", {whole, 2025}), 3);
  EXPECT_EQ(count_fact("performance.earning_years_back", {whole, 2025}), 1);
  EXPECT_EQ(count_fact("performance.years_back", {whole, 2026}), 0);
  const json::array gap = {{{"year", 2025}, {"income_fen", 1}}, {{"year", 2023}, {"income_fen", 1}}};
  EXPECT_EQ(count_fact("performance.years_back", {gap, 2025}), 1);
  EXPECT_EQ(count_fact("performance.years_back", {json::array(), 2025}), 0);
}

TEST_P(Performance, TheBoardCountsRunningLateAndKept) {
  const Id kept = open();
  const Id late = open();
  open();
  city->perform(kept, "finish");
  city->at("2026-10-07T01:00:00Z");
  city->perform(late, "finish");
  EXPECT_EQ(city->fact("performance.finished", {city->organisation, "2026-09-01", "2026-09-30"}).as_array().size(), 1U);
  city->db->read([&](store::Tx& tx) {
    const auto lines = work_board(tx, city->organisation, day_of(2026, 10, 7), day_of(2026, 1, 1));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].running, 1);
    EXPECT_EQ(lines[0].overdue, 1);
    EXPECT_EQ(lines[0].finished, 2);
    EXPECT_EQ(lines[0].on_time, 1);
    EXPECT_EQ(lines[0].on_time_permille, 500);
    WorkSearch search;
    search.organisation = city->organisation;
    search.finished = false;
    EXPECT_EQ(search_work(tx, search, 10).works.size(), 1U);
  });
}

TEST_P(Performance, WorkIsCountedByWhoeverDoesItAndFoundInTimeOrLate) {
  const Id other = city->add_organisation("示例卫浴商会");
  const Id kept = open();
  const Id late = open();
  open();
  city->open("rating", {{"item", "other"}, {"performer", other}});
  city->perform(kept, "finish");
  city->at("2026-10-07T01:00:00Z");
  city->perform(late, "finish");
  city->open("rating", {{"item", "item"}, {"performer", association}});
  const auto expect = [&](const char* what, const WorkSearch& search, std::int64_t own, std::int64_t theirs) {
    city->db->read([&](store::Tx& tx) {
      std::map<Id, std::int64_t> counted{{association, 0}, {other, 0}};
      std::size_t sum = 0;
      for (const WorkPart part : parts_of(search))
        for (const auto& [performer, work] : count_part(tx, search, part)) {
          counted[performer] += cases_of(work, part, search);
          sum += static_cast<std::size_t>(cases_of(work, part, search));
        }
      EXPECT_EQ(counted[association], own) << what;
      EXPECT_EQ(counted[other], theirs) << what;
      EXPECT_EQ(search_work(tx, search, 100).works.size(), sum) << what;
    });
  };
  WorkSearch all;
  all.department = city->organisation;
  all.today = day_of(2026, 10, 7);
  expect("everything", all, 4, 1);
  WorkSearch running = all;
  running.finished = false;
  expect("running", running, 2, 1);
  running.on_time = false;
  expect("running late", running, 1, 1);
  running.on_time = true;
  expect("what runs isn't in time yet", running, 0, 0);
  WorkSearch share = all;
  share.on_time = true;
  expect("in time", share, 1, 0);
  share.on_time = false;
  expect("done late or running late", share, 2, 1);
  share.since = day_of(2026, 10, 8);
  expect("what was done before isn't counted, what runs is", share, 1, 1);
  WorkSearch one = all;
  one.performer = other;
  one.item = "other";
  one.kind = "rating";
  expect("of one performer", one, 0, 1);
  WorkSearch elsewhere = all;
  elsewhere.department = "another";
  expect("of another department", elsewhere, 0, 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, Performance, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::performance
