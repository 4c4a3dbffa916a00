// Limits that run, stand still and run out, and what falls due by itself.
#include "cases/timers.h"

#include "cases/clocks.h"
#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

class TimersTest : public CityTest {};
INSTANTIATE_TEST_SUITE_P(Databases, TimersTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(TimersTest, TheAcceptanceClockStandsStillWhileTheFileIsMended) {
  const Id id = city->open(city->founder(), City::application()).case_id;  // Monday 21 September
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 9, 28));
  city->at("2026-09-23T01:00:00Z");
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  EXPECT_EQ(city->file(id).due_on, std::nullopt);
  city->at("2026-09-29T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application(30));
  // Two of five days were spent; three remain after 29 September: 30 September, 6 and 7 October.
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 10, 7));
}

TEST_P(TimersTest, APauseSaysUnderWhichClauseALimitStandsStill) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-22T01:00:00Z");
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-09-23T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application(30));
  const auto told = city->db->reading([&](store::Tx& tx) {
    std::vector<std::string> out;
    for (const Clock& clock : clocks_of(tx, id))
      for (const ClockEvent& event : events_of(tx, clock.id))
        out.push_back(event.kind + " " + event.reason_en + event.cites);
    return out;
  });
  EXPECT_EQ(told, (std::vector<std::string>{"started [\"一\"]", "paused waiting for corrections[\"三\"]",
                                            "resumed [\"一\"]"}));
}

TEST_P(TimersTest, OneClockRunsThroughSeveralStates) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->perform(city->registrar(), id, "accept");
  const auto due = city->file(id).due_on;
  city->at("2026-09-22T01:00:00Z");
  city->perform(city->registrar(), id, "forward");
  EXPECT_EQ(city->file(id).due_on, due);
}

TEST_P(TimersTest, AYellowCardFallsOnTheFourthOfFiveDaysAndARedOneAfterTheLast) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-24T15:59:59.999Z");  // the last moment of the 24th in the city
  EXPECT_EQ(city->fire().acts, 0U);
  city->at("2026-09-24T16:00:00Z");
  EXPECT_EQ(city->fire().acts, 1U);
  city->at("2026-09-28T15:59:59.999Z");
  EXPECT_EQ(city->fire().acts, 0U);
  city->at("2026-09-28T16:00:00Z");
  EXPECT_EQ(city->fire().acts, 1U);
  const auto actions = city->db->reading([&](store::Tx& tx) {
    return tx.all<std::string>("select action from act where case_id = ? order by ordinal", {id});
  });
  EXPECT_EQ(actions, (std::vector<std::string>{"open", "clock-warned", "clock-overdue"}));
}

TEST_P(TimersTest, ALimitThatStoodStillOnItsLastDayHasThatDayLeft) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-28T09:00:00Z");  // the last of its five days
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-10-08T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application(30));
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 10, 9));
  city->at("2026-10-09T15:59:59.999Z");
  city->fire();
  EXPECT_EQ(city->count("select count(*) from clock_event where kind = 'overdue'"), 0);
  city->at("2026-10-09T16:00:00Z");
  city->fire();
  EXPECT_EQ(city->count("select count(*) from clock_event where kind = 'overdue'"), 1);
}

TEST_P(TimersTest, ALimitThatHadRunOutBeforeItStoodStillStaysRunOut) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-29T01:00:00Z");
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-10-08T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application(30));
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 9, 28));
}

TEST_P(TimersTest, ATimerThatAnEffectRefusesIsRecordedOnceAndHoldsNothingUp) {
  const Id id = city->open(city->registrar(), {{"reason", "承诺"}}, "promise").case_id;
  city->at("2026-09-22T16:00:00Z");
  EXPECT_EQ(city->fire().failed, 0U);
  EXPECT_EQ(city->file(id).state, "given");
  EXPECT_EQ(city->count("select count(*) from act where action = 'timer-refused' and form like '%never%'"), 1);
  EXPECT_EQ(city->count("select count(*) from case_party where relation = 'witness'"), 0);
  city->at("2026-09-23T16:00:00Z");
  EXPECT_EQ(city->fire().failed, 0U);
  EXPECT_EQ(city->file(id).state, "kept");
  EXPECT_EQ(city->count("select count(*) from act where action = 'timer-refused'"), 1);
}

}  // namespace
}  // namespace gh::cases
