// What is kept of a clock: when it ran, stood still and ran out, and why.
#include <algorithm>

#include "base/described.h"
#include "cases/clocks.h"
#include "cases/engine_fixture.h"
#include "cases/view.h"

namespace gh::cases {
namespace {

class ClockEventsTest : public CityTest {
 protected:
  json::array clocks(const Id& id) {
    return city->db->reading([&](store::Tx& tx) {
      const Reader reader{city->registrar(), city->time.now()};
      return trace_view(tx, *city->packs, read_whole_case(tx, *city->packs, reader, id), city->time.now());
    });
  }
  // "kind day reason" of each event of the clock, as /clocks tells it.
  std::vector<std::string> events(const Id& id, std::string_view clock) {
    std::vector<std::string> out;
    for (const auto& one : clocks(id)) {
      if (string_at(one, "name") != clock) continue;
      for (const auto& event : one.at("events").as_array()) {
        std::string line = std::string(string_at(event, "kind")) + " " + std::string(string_at(event, "on_day"));
        if (const auto reason = string_at(event, "reason_en"); !reason.empty()) line += " " + std::string(reason);
        EXPECT_EQ(string_at(event, "reason_zh").empty(), string_at(event, "reason_en").empty());
        // The pause of the state has a clause of its own; all else goes by that of the limit.
        EXPECT_EQ(event.at("cites"), (json::array{line.ends_with("waiting for corrections") ? "三" : "一"}));
        out.push_back(std::move(line));
      }
    }
    return out;
  }
};
using Events = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(Databases, ClockEventsTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(ClockEventsTest, ALimitRunsStandsStillIsWarnedOfRunsOutAndStops) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-23T01:00:00Z");
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-09-24T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application());
  city->at("2026-09-28T01:00:00Z");
  city->fire();
  city->at("2026-09-30T01:00:00Z");
  city->fire();
  city->at("2026-09-30T02:00:00Z");
  city->perform(city->registrar(), id, "accept");
  EXPECT_EQ(events(id, "acceptance"),
            (Events{"started 2026-09-21", "paused 2026-09-23 waiting for corrections", "resumed 2026-09-24",
                    "warned 2026-09-28", "overdue 2026-09-30", "stopped 2026-09-30"}));
}

TEST_P(ClockEventsTest, EachEventSaysHowManyDaysWereSpentAndWhenItWasDue) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-23T01:00:00Z");
  const Id returned = city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}}).act;
  city->at("2026-09-24T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application());
  city->db->read([&](store::Tx& tx) {
    const auto all = clocks_of(tx, id);
    ASSERT_EQ(all.size(), 1U);
    const auto told = events_of(tx, all[0].id);
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0].used, 0);
    EXPECT_EQ(told[0].due_on, day_of(2026, 9, 28));
    EXPECT_EQ(told[1].used, 2);
    EXPECT_EQ(told[1].act_id, returned);
    EXPECT_EQ(told[1].reason_zh, "等待补正");
    EXPECT_EQ(told[2].used, 2);
    EXPECT_EQ(told[2].due_on, day_of(2026, 9, 29));
  });
}

TEST_P(ClockEventsTest, ACardThatWasShownIsNotShownAgain) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2026-09-28T01:00:00Z");
  city->fire();
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-10-12T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application());
  city->at("2026-10-20T01:00:00Z");
  city->fire();
  const Events told = events(id, "acceptance");
  EXPECT_EQ(std::ranges::count(told, "warned 2026-09-25"), 1);
  EXPECT_EQ(std::ranges::count_if(told, [](const auto& line) { return line.starts_with("warned"); }), 1);
  EXPECT_EQ(std::ranges::count_if(told, [](const auto& line) { return line.starts_with("overdue"); }), 1);
}

TEST_P(ClockEventsTest, AnObjectionIsTheReasonForWhichALimitStandsStill) {
  const Id id = publicised_case();
  city->at("2026-09-23T01:00:00Z");
  const Id objection = city->open(city->as("citizen", "citizen"), {{"reason", "不实"}}, "objection", id).case_id;
  city->at("2026-09-24T01:00:00Z");
  city->perform(city->head(), objection, "dismiss", {{"reason", "属实"}});
  EXPECT_EQ(events(id, "decision"),
            (Events{"started 2026-09-21", "paused 2026-09-23 an objection is open", "resumed 2026-09-24"}));
}

TEST_P(ClockEventsTest, APublishedYearIsTheReasonForWhichALimitIsCountedAgain) {
  city->at("2026-12-28T01:00:00Z");
  const Id id = city->open(city->founder(), City::application()).case_id;
  const json::object year = {{"year", 2027},
                             {"source", "示例通知"},
                             {"off", json::array{json::object{{"day", "2027-01-01"}}}},
                             {"worked", json::array()}};
  const Id calendar = city->open(city->head(), year, "working-calendar").case_id;
  city->at("2026-12-29T01:00:00Z");
  city->perform(city->as("deputy", "deputy", "civil-affairs"), calendar, "publish");
  EXPECT_EQ(events(id, "acceptance"),
            (Events{"started 2026-12-28", "recomputed 2026-12-29 the year's holidays have been published"}));
}

}  // namespace
}  // namespace gh::cases
