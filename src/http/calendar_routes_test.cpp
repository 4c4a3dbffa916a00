// When a limit ends, and why, day by day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/effects_fixture.h"
#include "http/case_routes.h"

namespace gh::http {
namespace {

using testing::ElementsAre;

// The Spring Festival of 2013 and the weekend that made up for it; nobody has published 2014 yet.
const cases::EffectsCity::Files kSpringFestival = {{"calendar/2013.yaml", R"(year: 2013
published: true
source: 国办发明电〔2012〕33号
off:
  - {day: 2013-02-09, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-10, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-11, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-12, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-13, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-14, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-15, name: {zh: 春节, en: Spring Festival}}
worked:
  - {day: 2013-02-16, name: {zh: 春节, en: Spring Festival}}
  - {day: 2013-02-17, name: {zh: 春节, en: Spring Festival}}
)"}};

class WorkingDaysRoute : public testing::Test {
 protected:
  using Asked = std::vector<std::pair<std::string, std::string>>;

  json::value ask(const Asked& query) {
    Request request;
    request.method = "GET";
    request.now = city.time.now();
    for (const auto& [name, value] : query) request.query.add(name, value);
    const auto& read = std::get<ReadHandler>(route.handler);
    return parse_json(city.db->reading([&](store::Tx& tx) { return read.answer(request, tx); }).body);
  }
  std::string refusal(const Asked& query) {
    return cases::refusal_of([&] { ask(query); });
  }
  // The members of each day of the answer, in order.
  static std::vector<std::string> days(const json::value& answer, std::string_view member) {
    std::vector<std::string> out;
    for (const json::value& day : answer.at("trace").as_array()) {
      const json::value& value = day.at(member);
      out.push_back(value.is_string() ? std::string(value.get_string()) : json::serialize(value));
    }
    return out;
  }

  cases::EffectsCity city{store::temporary_sqlite(), kSpringFestival, {}, {}};
  Route route = calendar_routes({city.engine.get(), city.packs.get(), nullptr, city.db.get(), city.random}).front();
};

TEST_F(WorkingDaysRoute, SaysOfEachDayAcrossSpringFestivalWhyItCounts) {
  const json::value answer = ask({{"from", "2013-02-07"}, {"days", "3"}});
  EXPECT_EQ(string_at(answer, "from"), "2013-02-07");
  EXPECT_EQ(answer.at("limit"), 3);
  EXPECT_EQ(string_at(answer, "due"), "2013-02-17");
  EXPECT_EQ(answer.at("provisional"), false);
  EXPECT_THAT(days(answer, "day"), ElementsAre("2013-02-08", "2013-02-09", "2013-02-10", "2013-02-11", "2013-02-12",
                                               "2013-02-13", "2013-02-14", "2013-02-15", "2013-02-16", "2013-02-17"));
  EXPECT_THAT(days(answer, "kind"), ElementsAre("weekday", "holiday", "holiday", "holiday", "holiday", "holiday",
                                                "holiday", "holiday", "make_up_day", "make_up_day"));
  EXPECT_THAT(days(answer, "counts"),
              ElementsAre("true", "false", "false", "false", "false", "false", "false", "false", "true", "true"));
  EXPECT_THAT(days(answer, "counted"), ElementsAre("1", "1", "1", "1", "1", "1", "1", "1", "2", "3"));
  EXPECT_EQ(answer.at("trace").at(0).at("holiday"), (json::object{{"zh", ""}, {"en", ""}}));
  const json::object festival{{"zh", "春节"}, {"en", "Spring Festival"}};
  EXPECT_EQ(answer.at("trace").at(1).at("holiday"), festival);
  EXPECT_EQ(answer.at("trace").at(9).at("holiday"), festival);
}

TEST_F(WorkingDaysRoute, NaturalDaysThatEndInTheFestivalRollOn) {
  const json::value answer = ask({{"from", "2013-02-08"}, {"days", "5"}, {"unit", "natural_days"}});
  EXPECT_EQ(string_at(answer, "raw"), "2013-02-13");
  EXPECT_EQ(string_at(answer, "due"), "2013-02-16");
  EXPECT_EQ(string_at(ask({{"from", "2013-01-12"}, {"days", "1"}, {"unit", "months"}}), "due"), "2013-02-16");
}

TEST_F(WorkingDaysRoute, AWeekendIsNoHoliday) {
  const json::value answer = ask({{"from", "2013-03-01"}, {"days", "1"}});
  EXPECT_THAT(days(answer, "kind"), ElementsAre("weekend", "weekend", "weekday"));
}

TEST_F(WorkingDaysRoute, AYearThatNobodyHasPublishedIsProvisional) {
  const json::value answer = ask({{"from", "2013-12-30"}, {"days", "2"}});
  EXPECT_EQ(answer.at("provisional"), true);
  EXPECT_THAT(days(answer, "published"), ElementsAre("true", "false"));
}

TEST_F(WorkingDaysRoute, OneWorkingDayIsMeantWithoutALimit) {
  EXPECT_EQ(ask({{"from", "2013-03-04"}}), ask({{"from", "2013-03-04"}, {"days", "1"}, {"unit", "working_days"}}));
}

TEST_F(WorkingDaysRoute, WhatCannotBeCountedIsRefused) {
  EXPECT_EQ(refusal({{"days", "3"}}), "invalid-form required");
  EXPECT_EQ(refusal({{"from", "2013-02-07"}, {"unit", "weeks"}}), "invalid-form enum");
  EXPECT_EQ(refusal({{"from", "2013-02-07"}, {"days", "400"}}), "done");
  EXPECT_EQ(refusal({{"from", "2013-02-07"}, {"days", "401"}}), "invalid-form range");
  EXPECT_EQ(refusal({{"from", "2013-02-07"}, {"days", "0"}}), "invalid-form range");
}

}  // namespace
}  // namespace gh::http
