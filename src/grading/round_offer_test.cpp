// What a round of assessments asks: whether rubric and rules are still those of its call.
#include <gtest/gtest.h>

#include "cases/offer.h"
#include "grading/grading_fixture.h"
#include "grading/offer.h"
#include "grading/rounds.h"

namespace gh::grading {
namespace {

policy::Rubric small_rubric(std::int64_t points) {
  policy::Rubric out;
  out.id = "small";
  out.total = points;
  policy::Indicator leaf;
  leaf.id = "1";
  leaf.points = points;
  out.indicators.push_back(leaf);
  out.bands.push_back({"1A", points / 2});
  return out;
}

policy::Parameter dated(const std::string& id, Day from, std::int64_t first, Day changed, std::int64_t then) {
  policy::Parameter out;
  out.id = id;
  out.values = {{from, {}, first}, {changed, {}, then}};
  return out;
}

class Rounds : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    offer_rounds(offer);
  }
  json::value ask(std::string_view fact, Day today, const json::array& arguments) {
    return read([&](store::Tx& tx) {
      return (*offer.find_fact(fact))({tx, pack, nullptr, Instant{}, today}, arguments);
    });
  }
  cases::Offer offer;
  policy::Pack pack;
};
INSTANTIATE_TEST_SUITE_P(Databases, Rounds, testing::ValuesIn(store::kDialects));

TEST_P(Rounds, AnApplicationIsScoredByTheRubricOfTheCallOrNotTakenAtAll) {
  const Day today = day_of(2026, 3, 2);
  pack.rubrics["small"] = small_rubric(1000);
  db->write([&](store::Tx& tx) { call_round(tx, basis("round", today), pack.rubrics.at("small")); });
  EXPECT_EQ(ask("grading.same_rubric", today, {"round", "small"}), true);
  pack.rubrics["small"].title = {"改了题名", "another title"};
  EXPECT_EQ(ask("grading.same_rubric", today, {"round", "small"}), true) << "a title decides no score";
  pack.rubrics["small"] = small_rubric(900);
  EXPECT_EQ(ask("grading.same_rubric", today, {"round", "small"}), false);
  EXPECT_EQ(ask("grading.same_rubric", today, {"round", "another"}), false);
  EXPECT_EQ(ask("grading.same_rubric", today, {"no such round", "small"}), false);
}

TEST_P(Rounds, TheRulesStandUntilTheDayThatOneOfThemChanges) {
  pack.parameters["years"] = dated("years", day_of(2012, 11, 22), 5, day_of(2026, 3, 1), 6);
  pack.parameters["days"] = dated("days", day_of(2012, 11, 22), 7, day_of(2026, 6, 1), 7);
  const json::array both = {"2026-02-27", json::array{"years", "days"}};
  EXPECT_EQ(ask("grading.rules_stand", day_of(2026, 2, 28), both), true);
  EXPECT_EQ(ask("grading.rules_stand", day_of(2026, 3, 1), both), false);
  EXPECT_EQ(ask("grading.rules_stand", day_of(2026, 6, 1), {"2026-03-01", json::array{"years", "days"}}), true)
      << "the same number again is no change";
  EXPECT_EQ(ask("grading.rules_stand", day_of(2026, 3, 1), {"2026-02-27", json::array{"days"}}), true);
}

}  // namespace
}  // namespace gh::grading
