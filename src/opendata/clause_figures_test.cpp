#include "opendata/clause_figures.h"

#include "opendata/city_figures.h"
#include "opendata/figures_fixture.h"
#include "opendata/kept.h"

namespace gh::opendata {
namespace {

class Clauses : public WithFigures {
 protected:
  std::vector<ClauseFigures> figures() {
    return city->db->reading([&](store::Tx& tx) { return clause_figures(tx, *city->packs->newest(), today()); });
  }
  CityFigures all() {
    return city->db->reading(
        [&](store::Tx& tx) { return city_figures(tx, *city->packs->newest(), city->time.now()); });
  }
};

TEST_P(Clauses, EachNamesTheProceduresThatCarryItOut) {
  const auto out = figures();
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].id, "一");
  ASSERT_EQ(out[0].procedures.size(), 2U);
  EXPECT_EQ(out[0].procedures[0].id, "line");
  ASSERT_EQ(out[1].procedures.size(), 1U) << "cited by a clock alone";
  EXPECT_EQ(out[1].procedures[0].id, "spending");
  EXPECT_TRUE(out[2].procedures.empty());
  EXPECT_EQ(out[2].cases, 0);
}

TEST_P(Clauses, CountCasesAndMoneyThroughToThePayment) {
  const Id first = spend(40'000);
  const Id second = spend(20'000);
  spend(10'000);
  city->perform(first, "sign");
  city->perform(second, "sign");
  city->perform(first, "accept");
  city->perform(first, "pay");
  const auto out = figures();
  EXPECT_EQ(out[0].cases, 4);
  EXPECT_EQ(out[0].open, 3);
  EXPECT_EQ(out[0].committed_fen, 60'000) << "what was paid stays committed; what is only reserved isn't";
  EXPECT_EQ(out[0].paid_fen, 40'000);
}

TEST_P(Clauses, TellMedianAndShareInTimeOfTheClocksThatCiteThem) {
  const Id quick = spend(10'000);
  const Id slow = spend(10'000);
  after_days(2);
  city->perform(quick, "sign");
  after_days(40);
  city->perform(slow, "drop");
  spend(10'000);
  const LimitFigures own = figures()[1].limits;
  EXPECT_EQ(own.limit_days, 10);
  EXPECT_EQ(own.limit_unit, "working_days");
  EXPECT_EQ(own.median_days, 2);
  EXPECT_EQ(own.on_time_permille, 500);
  EXPECT_EQ(figures()[0].limits, own) << "a clause that no clock cites has those of the procedures resting on it";
}

TEST_P(Clauses, TheCityIsToldInTheSameNumbers) {
  const Id first = spend(40'000);
  city->perform(first, "sign");
  spend(10'000);
  after_days(40);
  const CityFigures out = all();
  EXPECT_EQ(out.cases, 3);
  EXPECT_EQ(out.open_cases, 3);
  EXPECT_EQ(out.overdue_cases, 1);
  EXPECT_EQ(out.on_time_permille, 500) << "one limit kept, one run out";
  EXPECT_EQ(out.committed_fen, 40'000);
  EXPECT_EQ(out.paid_fen, 0);
  EXPECT_EQ(out.associations, 0);
}

TEST_P(Clauses, AnAnswerIsKeptUntilSomethingHappens) {
  Kept<std::int64_t> kept;
  std::int64_t made = 0;
  const auto ask = [&] {
    return city->db->reading(
        [&](store::Tx& tx) { return *kept.get(tx, city->time.now(), [&] { return ++made; }); });
  };
  EXPECT_EQ(ask(), 1);
  city->time.advance(kKeptInAnyCase);
  EXPECT_EQ(ask(), 1) << "nothing has happened since";
  spend(10'000);
  EXPECT_EQ(ask(), 2);
  spend(10'000);
  EXPECT_EQ(ask(), 2) << "not anew for every act of one moment";
  city->time.advance(kKeptInAnyCase);
  EXPECT_EQ(ask(), 3);
  city->time.advance(kKeptWhileQuiet);
  EXPECT_EQ(ask(), 4) << "days pass without acts";
}

INSTANTIATE_TEST_SUITE_P(Databases, Clauses, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::opendata
