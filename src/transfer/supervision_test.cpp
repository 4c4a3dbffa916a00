// The supervised period: plan, notes, ratings, evaluations, extensions, take-backs.
#include <gtest/gtest.h>
// after GoogleTest, which it needs
#include <rapidcheck/gtest.h>

#include "transfer/agreements.h"
#include "transfer/choices.h"
#include "transfer/evaluations.h"
#include "transfer/items.h"
#include "transfer/plan.h"
#include "transfer/ratings.h"
#include "transfer/take_backs.h"
#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

using std::chrono::days;

// An association carries the item under the agreement "transfer".
class Supervision : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      publish_item(tx, basis("item", kDay),
                   {"department",
                    "行业统计",
                    LegalBasisType::service_or_support_work,
                    CompetitionClass::moderate,
                    {{"monthly", "月报"}, {"yearly", "年报"}}});
      reserve_item(tx, basis("transfer", kDay), "item");
      agree(tx, basis("transfer", kDay), "item", "ceramics", kStart);
    });
  }
  std::string plan(const Id& check, std::string duty, Day on) {
    return answer([=](store::Tx& tx) { plan_check(tx, basis(check, kStart), "transfer", duty, CheckKind::visit, on); });
  }
  std::string evaluate(std::int64_t score, Day on = kStart) {
    return answer([=](store::Tx& tx) { record_evaluation(tx, basis("transfer", on), "evaluator", score, 600); });
  }
  std::string propose(std::string ground) {
    return answer([=](store::Tx& tx) { propose_take_back(tx, basis("transfer", kStart), ground); });
  }
  void advance(TakeBackStage stage, std::string care = {}) {
    db->write([=](store::Tx& tx) { advance_take_back(tx, basis("transfer", kStart), stage, care); });
  }
  Agreement agreement() {
    return read([](store::Tx& tx) { return find_agreement(tx, "transfer").value(); });
  }
};

TEST_P(Supervision, AProposalTakesThePlaceOfTheOneBefore) {
  const auto chosen = [&](std::optional<Instant> as_of = {}) {
    return read([=](store::Tx& tx) { return find_choice(tx, "other", as_of); });
  };
  EXPECT_FALSE(chosen());
  db->write([](store::Tx& tx) { choose(tx, basis("other", kDay), "ceramics", ChoiceBasis::direct, "only one", "三"); });
  db->write([](store::Tx& tx) {
    choose(tx, basis("other", kDay + days{1}), "bathrooms", ChoiceBasis::compared, "first", "");
  });
  EXPECT_EQ(chosen()->organisation_id, "bathrooms");
  EXPECT_EQ(chosen(basis("other", kDay).at)->clause, "三");
  db->write([](store::Tx& tx) { drop_choice(tx, basis("other", kDay + days{2})); });
  EXPECT_FALSE(chosen());
}

TEST_P(Supervision, APlanNamesDutiesOfTheItemAndIsSettledOnce) {
  EXPECT_EQ(plan("c1", "weekly", kStart + days{30}), "invalid-form known_duty");
  EXPECT_EQ(plan("c1", "monthly", kStart + days{30}), "done");
  const auto settle = [&](PlanOutcome outcome) {
    return answer([=](store::Tx& tx) { settle_planned_check(tx, basis("c1", kStart + days{31}), outcome); });
  };
  EXPECT_EQ(settle(PlanOutcome::recorded), "done");
  EXPECT_EQ(settle(PlanOutcome::dropped), "conflict not_planned");
  const auto outcome = [&](Day on) {
    return read([=](store::Tx& tx) { return planned_checks_of(tx, "transfer", basis("c1", on).at).front().outcome; });
  };
  EXPECT_EQ(outcome(kStart), PlanOutcome::planned);
  EXPECT_EQ(outcome(kStart + days{31}), PlanOutcome::recorded);
}

TEST_P(Supervision, NothingIsPlannedOrNotedOnceTheFunctionIsTakenBack) {
  db->write([](store::Tx& tx) { take_back(tx, basis("transfer", kStart), "item"); });
  EXPECT_EQ(plan("c1", "monthly", kStart), "conflict item_held");
  EXPECT_EQ(answer([](store::Tx& tx) {
              add_note(tx, basis("transfer", kStart), {"", 0, kStart, "both", "data", "settled", "", {}});
            }),
            "conflict item_held");
}

TEST_P(Supervision, ChecksCountForTheYearTheyWereMadeIn) {
  const auto count = [&] { return read([](store::Tx& tx) { return checks_in_year(tx, "transfer"); }); };
  const auto check = [&](Day on) {
    db->write([=](store::Tx& tx) {
      record_check(tx, basis("transfer", on), "transfer", {CheckKind::visit, on, "monthly", true});
    });
  };
  check(kStart + days{10});
  EXPECT_EQ(count(), 1);
  db->write([](store::Tx& tx) { conclude_year(tx, basis("transfer", kStart + days{366}), 3); });
  EXPECT_EQ(count(), 0);
  check(day_of(2027, 10, 1));
  EXPECT_EQ(count(), 1);
}

TEST_P(Supervision, ACaseIsRatedOnce) {
  const auto rated = [&](const Id& rating, std::optional<Id> served, ServiceGrade grade) {
    const bool bad = grade >= ServiceGrade::dissatisfied;
    return answer([=](store::Tx& tx) { rate(tx, basis(rating, kStart), "transfer", served, grade, bad); });
  };
  EXPECT_EQ(rated("r1", Id("served"), ServiceGrade::very_dissatisfied), "done");
  EXPECT_EQ(rated("r2", Id("served"), ServiceGrade::very_satisfied), "conflict rated_once");
  EXPECT_EQ(rated("r2", {}, ServiceGrade::very_satisfied), "done");
  EXPECT_EQ(rated("r3", {}, ServiceGrade::satisfied), "done");
  db->write([](store::Tx& tx) {
    answer_rating(tx, basis("r1", kStart + days{3}));
    settle_rating(tx, basis("r1", kStart + days{5}), true);
  });
  const auto figures = read([](store::Tx& tx) { return rating_figures(tx, "transfer"); });
  EXPECT_EQ(figures.count, 3);
  EXPECT_EQ(figures.by_grade, (std::vector<std::int64_t>{1, 1, 0, 0, 1}));
  EXPECT_EQ(figures.bad_answered, 1);
  EXPECT_EQ(figures.confirmed, 1);
  EXPECT_EQ(figures.satisfied_permille, 666);
  // On the fourth day it had been answered and not yet followed up.
  const Instant fourth = basis("r1", kStart + days{4}).at;
  const auto then = read([=](store::Tx& tx) { return rating_figures(tx, "transfer", fourth); });
  EXPECT_EQ(then.count, 3);
  EXPECT_EQ(then.bad_answered, 1);
  EXPECT_EQ(then.confirmed, 0);
  const Instant second = basis("r1", kStart + days{2}).at;
  EXPECT_EQ(read([=](store::Tx& tx) { return rating_figures(tx, "transfer", second); }).bad_answered, 0);
}

TEST_P(Supervision, AYearHasOneReportAndOneConclusion) {
  EXPECT_EQ(evaluate(700), "done");
  EXPECT_EQ(evaluate(800), "conflict evaluated_already");
  db->write([](store::Tx& tx) { conclude_year(tx, basis("transfer", kStart + days{370}), 3); });
  EXPECT_EQ(evaluate(500, kStart + days{700}), "done");
  db->write([](store::Tx& tx) { extend_supervision(tx, basis("transfer", kStart + days{740}), "not passed"); });
  const auto kept = read([](store::Tx& tx) { return evaluations_of(tx, "transfer"); });
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].conclusion, Conclusion::passed);
  EXPECT_EQ(kept[1].conclusion, Conclusion::extended);
}

TEST_P(Supervision, AYearThatDoesNotCountMakesSupervisionLonger) {
  const auto conclude = [&] {
    db->write([](store::Tx& tx) { conclude_year(tx, basis("transfer", kStart + days{370}), 3); });
  };
  db->write([](store::Tx& tx) { extend_supervision(tx, basis("transfer", kStart + days{366}), "not passed"); });
  conclude();
  conclude();
  EXPECT_EQ(agreement().status, AgreementStatus::supervised);
  conclude();
  EXPECT_EQ(agreement().status, AgreementStatus::regular);
  EXPECT_EQ(answer([](store::Tx& tx) { extend_supervision(tx, basis("transfer", kStart), "late"); }),
            "conflict item_held");
}

TEST_P(Supervision, ATakeBackGoesFromStageToStage) {
  EXPECT_EQ(propose("duty_unmet"), "done");
  EXPECT_EQ(propose("own_request"), "conflict take_back_open");
  advance(TakeBackStage::refused);
  EXPECT_EQ(propose("own_request"), "done");
  advance(TakeBackStage::decided, "the department's own officers");
  db->write([](store::Tx& tx) { take_back(tx, basis("transfer", kStart), "item"); });
  const auto pending = [&] { return read([](store::Tx& tx) { return pending_take_back(tx, "item"); }); };
  ASSERT_TRUE(pending());
  EXPECT_EQ(pending()->interim_care, "the department's own officers");
  EXPECT_EQ(pending()->ground, "own_request");
  advance(TakeBackStage::re_assigned);
  EXPECT_FALSE(pending());
  const auto all = read([](store::Tx& tx) { return take_backs_of(tx, "transfer"); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].stage, TakeBackStage::refused);
  EXPECT_EQ(propose("duty_unmet"), "conflict item_held");
}

TEST_P(Supervision, WhoCarriesIsFoundByOrganisation) {
  const auto carried = [&](const Id& who) {
    return read([=](store::Tx& tx) { return transfers_carried_by(tx, who); });
  };
  EXPECT_EQ(carried("ceramics"), std::vector<Id>{"transfer"});
  EXPECT_TRUE(carried("bathrooms").empty());
  db->write([](store::Tx& tx) { take_back(tx, basis("transfer", kStart), "item"); });
  EXPECT_TRUE(carried("ceramics").empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, Supervision, testing::ValuesIn(store::kDialects));

TEST(Plan, DutiesThatItLeavesOutAreNamed) {
  EXPECT_EQ(unplanned_duties({"a", "b", "c"}, {{"b", kDay}, {"b", kStart}}), (std::vector<std::string>{"a", "c"}));
  EXPECT_TRUE(unplanned_duties({}, {}).empty());
}

TEST(TakeBackStages, OnlyTheNextMayFollow) {
  using enum TakeBackStage;
  EXPECT_TRUE(follows(decided, proposed));
  EXPECT_FALSE(follows(decided, refused));
  EXPECT_FALSE(follows(taken_back, proposed));
  EXPECT_TRUE(follows(kept_by_department, taken_back));
  EXPECT_FALSE(follows(proposed, refused));
}

TEST_P(Supervision, WithoutRatingsThereIsNoShare) {
  const auto figures = read([](store::Tx& tx) { return rating_figures(tx, "transfer"); });
  EXPECT_EQ(figures.satisfied_permille, -1);
  EXPECT_EQ(figures.by_grade, std::vector<std::int64_t>(kServiceGrades));
}

TEST(SupervisedYears, ALeapDayHasItsAnniversaryOnTheLastOfFebruary) {
  EXPECT_EQ(year_begins(day_of(2024, 2, 29), 2), day_of(2025, 2, 28));
  EXPECT_EQ(year_of_agreement(kStart, kStart - days{1}), 0);
  EXPECT_EQ(year_of_agreement(kStart, kStart), 1);
  EXPECT_EQ(year_of_agreement(kStart, day_of(2027, 9, 30)), 1);
  EXPECT_EQ(year_of_agreement(kStart, day_of(2027, 10, 1)), 2);
}

RC_GTEST_PROP(SupervisedYears, EveryDayLiesInTheYearThatBeganLast, ()) {
  const Day on = kStart + days{*rc::gen::inRange(0, 20'000)};
  const auto year = year_of_agreement(kStart, on);
  RC_ASSERT(year_begins(kStart, year) <= on);
  RC_ASSERT(on < year_begins(kStart, year + 1));
}

}  // namespace
}  // namespace gh::transfer
