// The calendar against the published years, the law's worked examples and its own invariants.
#include "calendar/working_days.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <sstream>

#include "base/json.h"
#include "base/problem.h"

namespace gh::calendar {
namespace {

using std::chrono::days;

std::optional<std::string> shared_file(const std::string& name) {
  const char* folder = std::getenv("GUILDHALL_SHARED_DATA");
  std::ifstream in(std::filesystem::path(folder != nullptr ? folder : "../shared/data") / name);
  if (!in) return std::nullopt;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Day day(std::string_view iso) { return parse_day(iso).value(); }

// Spring Festival 2013 and its neighbourhood, as the notice of 10 December 2012 gives them.
PublishedYear year_2013() {
  PublishedYear year{.year = 2013, .published = true, .source = "国办发明电〔2012〕33号", .off = {}, .worked = {}};
  for (const char* off : {"2013-01-01", "2013-01-02", "2013-01-03"}) year.off[day(off)] = {"元旦", "New Year"};
  for (int date = 9; date <= 15; ++date) year.off[day_of(2013, 2, date)] = {"春节", "Spring Festival"};
  for (const char* on : {"2013-01-05", "2013-01-06"}) year.worked[day(on)] = {"元旦", "New Year"};
  for (const char* on : {"2013-02-16", "2013-02-17"}) year.worked[day(on)] = {"春节", "Spring Festival"};
  return year;
}

WorkingCalendar calendar_2013() {
  WorkingCalendar calendar;
  calendar.add(year_2013());
  return calendar;
}

// Every published year at hand; empty where the file is absent.
std::optional<WorkingCalendar> published_calendar() {
  const auto file = shared_file("cn_holidays_2012_2027.json");
  if (!file) return std::nullopt;
  WorkingCalendar calendar;
  const json::value root = parse_json(*file);
  for (const auto& [number, value] : root.at("years").as_object()) {
    PublishedYear year;
    year.year = std::stoi(std::string(number));
    year.published = value.at("published").as_bool();
    for (const auto& named : value.at("days").as_array()) {
      auto& days_named = named.at("off").as_bool() ? year.off : year.worked;
      days_named[day(string_at(named, "date"))] = Text{std::string(string_at(named, "name")), ""};
    }
    calendar.add(year);
  }
  return calendar;
}

std::string rule_of(const std::function<void()>& refused) {
  try {
    refused();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
    return problem.errors().at(0).rule;
  }
  return "nothing was refused";
}

TEST(DueDay, FifteenWorkingDaysAcrossSpringFestivalEndOnTheTwentyFirst) {
  const DueDay due = due_day(calendar_2013(), day("2013-01-28"), 15, Unit::kWorkingDays);
  EXPECT_EQ(text(due.day), "2013-02-21");
  EXPECT_EQ(due.raw, due.day);
  EXPECT_FALSE(due.provisional);
}

TEST(DueDay, NaturalDaysThatEndInAHolidayRollOnToTheNextWorkingDayEvenASaturday) {
  const DueDay due = due_day(calendar_2013(), day("2013-01-11"), 30, Unit::kNaturalDays);
  EXPECT_EQ(text(due.raw), "2013-02-10");
  EXPECT_EQ(text(due.day), "2013-02-16");
}

TEST(DueDay, AMonthFromTheThirtyFirstEndsOnTheLastDayOfAShorterMonth) {
  EXPECT_EQ(text(due_day(calendar_2013(), day("2013-03-31"), 1, Unit::kMonths).raw), "2013-04-30");
  EXPECT_EQ(text(due_day(calendar_2013(), day("2013-08-31"), 3, Unit::kMonths).raw), "2013-11-30");
}

TEST(DueDay, IsProvisionalAsSoonAsADecidingDayLiesInAYearNobodyHasPublished) {
  const WorkingCalendar calendar = calendar_2013();
  EXPECT_FALSE(due_day(calendar, day("2013-12-30"), 1, Unit::kWorkingDays).provisional);
  EXPECT_TRUE(due_day(calendar, day("2013-12-30"), 2, Unit::kWorkingDays).provisional);
  EXPECT_TRUE(due_day(calendar, day("2013-12-31"), 1, Unit::kMonths).provisional);
  EXPECT_FALSE(due_day(calendar, day("2013-11-30"), 31, Unit::kNaturalDays).provisional);
  EXPECT_TRUE(due_day(calendar, day("2013-12-01"), 31, Unit::kNaturalDays).provisional);
  EXPECT_TRUE(due_day(WorkingCalendar{}, day("2013-03-04"), 1, Unit::kWorkingDays).provisional);
}

TEST(DueDay, IsProvisionalWhenOnlyTheRollingReachesTheUnpublishedYear) {
  PublishedYear year = year_2013();
  year.off[day("2013-12-31")] = {"停电", "power cut"};
  WorkingCalendar calendar;
  calendar.add(year);
  const DueDay due = due_day(calendar, day("2013-12-30"), 1, Unit::kNaturalDays);
  EXPECT_EQ(text(due.day), "2014-01-01");
  EXPECT_TRUE(due.provisional);
}

TEST(DueDay, RefusesALimitOutsideItsRange) {
  const WorkingCalendar calendar = calendar_2013();
  for (const Unit unit : {Unit::kWorkingDays, Unit::kNaturalDays, Unit::kMonths}) {
    for (const int limit : {INT_MIN, -1, 0, kLimitMax + 1, INT_MAX})
      EXPECT_EQ(rule_of([&] { due_day(calendar, day("2013-01-28"), limit, unit); }), "limit-range") << limit;
    EXPECT_NO_THROW(due_day(calendar, day("2013-01-28"), kLimitMax, unit));
  }
  EXPECT_EQ(rule_of([&] { trace(calendar, day("2013-01-28"), 0, Unit::kWorkingDays); }), "limit-range");
}

TEST(WorkingCalendar, TellsTheFourKindsOfDayAndTheHolidaysName) {
  const WorkingCalendar calendar = calendar_2013();
  EXPECT_EQ(calendar.kind(day("2013-02-18")), DayKind::kWeekday);
  EXPECT_EQ(calendar.kind(day("2013-02-16")), DayKind::kMakeUpDay);
  EXPECT_EQ(calendar.kind(day("2013-02-23")), DayKind::kWeekend);
  EXPECT_EQ(calendar.kind(day("2013-02-09")), DayKind::kHoliday) << "a Saturday that the notice names";
  EXPECT_EQ(calendar.holiday(day("2013-02-09")).zh, "春节");
  EXPECT_EQ(calendar.holiday(day("2013-02-16")).en, "Spring Festival");
  EXPECT_EQ(calendar.holiday(day("2013-02-18")), Text{});
}

TEST(WorkingCalendar, KnowsOnlyPlainWeekdaysWhereNothingIsPublished) {
  const WorkingCalendar calendar = calendar_2013();
  for (const char* before_or_after : {"2012-12-31", "2014-01-01", "1999-05-03"}) {
    EXPECT_FALSE(calendar.is_published(day(before_or_after)));
    EXPECT_TRUE(calendar.is_working_day(day(before_or_after)));
  }
  EXPECT_FALSE(calendar.is_working_day(day("2012-12-30")));
}

TEST(WorkingCalendar, ANoticeMayNameDaysOfTheNeighbouringYear) {
  PublishedYear year = year_2013();
  year.off[day("2012-12-31")] = {"元旦", ""};
  WorkingCalendar calendar;
  calendar.add(year);
  EXPECT_EQ(calendar.kind(day("2012-12-31")), DayKind::kHoliday);
  EXPECT_TRUE(calendar.is_published(day("2012-12-31")));
  EXPECT_FALSE(calendar.is_published(day("2012-12-28")));
  EXPECT_EQ(calendar.holiday(day("2012-12-31")).zh, "元旦");
}

TEST(WorkingCalendar, TheLaterYearsNoticeHoldsInWhicheverOrderTheyCome) {
  PublishedYear earlier{.year = 2012, .published = true, .source = "", .off = {}, .worked = {}};
  earlier.off[day("2012-12-31")] = {"earlier", ""};
  PublishedYear later = year_2013();
  later.worked[day("2012-12-31")] = {"later", ""};
  WorkingCalendar forwards;
  forwards.add(earlier);
  forwards.add(later);
  WorkingCalendar backwards;
  backwards.add(later);
  backwards.add(earlier);
  for (const WorkingCalendar* calendar : {&forwards, &backwards}) {
    EXPECT_EQ(calendar->kind(day("2012-12-31")), DayKind::kWeekday);
    EXPECT_EQ(calendar->holiday(day("2012-12-31")).zh, "later");
  }
}

TEST(WorkingCalendar, ASecondNoticeStandsInPlaceOfTheFirst) {
  WorkingCalendar calendar = calendar_2013();
  PublishedYear again = year_2013();
  again.off.erase(day("2013-01-03"));
  calendar.add(again);
  EXPECT_EQ(calendar.kind(day("2013-01-03")), DayKind::kWeekday);
  EXPECT_EQ(calendar.holiday(day("2013-01-03")), Text{});

  calendar.add(PublishedYear{.year = 2013, .published = false, .source = "", .off = {}, .worked = {}});
  EXPECT_FALSE(calendar.is_published(day("2013-02-11")));
  EXPECT_TRUE(calendar.is_working_day(day("2013-02-11")));
}

TEST(WorkingCalendar, RefusesANoticeThatCannotBeOne) {
  WorkingCalendar calendar = calendar_2013();
  PublishedYear year{.year = 1899, .published = true, .source = "", .off = {}, .worked = {}};
  EXPECT_EQ(rule_of([&] { calendar.add(year); }), "year-range");
  year.year = 2014;
  year.off[day("2012-12-31")] = {"元旦", ""};
  EXPECT_EQ(rule_of([&] { calendar.add(year); }), "notice-day");
  year.off = {{day("2014-01-01"), {"元旦", ""}}};
  year.worked = year.off;
  EXPECT_EQ(rule_of([&] { calendar.add(year); }), "off-and-worked");
  EXPECT_FALSE(calendar.is_published(day("2014-01-01"))) << "a refused notice changes nothing";
}

TEST(Trace, ShowsWhyALimitEndsWhenItEnds) {
  const auto steps = trace(calendar_2013(), day("2013-02-07"), 2, Unit::kWorkingDays);
  ASSERT_EQ(steps.size(), 9u);  // Friday 8, seven days of Spring Festival, Saturday 16 worked
  EXPECT_TRUE(steps.front().counts);
  EXPECT_EQ(steps[1].kind, DayKind::kHoliday);
  EXPECT_FALSE(steps[1].counts);
  EXPECT_EQ(steps[1].holiday.zh, "春节");
  EXPECT_EQ(steps.back().kind, DayKind::kMakeUpDay);
  EXPECT_EQ(steps.back().counted, 2);
}

TEST(Trace, CountsAMonthOnItsLastDayAndThenOnlyRolls) {
  const auto steps = trace(calendar_2013(), day("2012-12-10"), 2, Unit::kMonths);
  EXPECT_EQ(text(steps.back().day), "2013-02-16");
  for (const TraceDay& step : steps) {
    EXPECT_EQ(step.counts, text(step.day) == "2013-01-10" || text(step.day) == "2013-02-10") << text(step.day);
  }
  EXPECT_EQ(steps.back().counted, 2);
}

TEST(PublishedYears, HaveTheWorkingDaysThatTheNoticesLeave) {
  const auto calendar = published_calendar();
  if (!calendar) GTEST_SKIP() << "the holiday file isn't there";
  constexpr std::array kWorkingDays{249, 250, 250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248};
  for (std::size_t i = 0; i < kWorkingDays.size(); ++i) {
    const int year = 2012 + static_cast<int>(i);
    EXPECT_EQ(working_days_between(*calendar, day_of(year - 1, 12, 31), day_of(year, 12, 31)), kWorkingDays[i]) << year;
  }
  EXPECT_FALSE(calendar->is_published(day("2027-01-04")));
}

TEST(PublishedYears, GiveEveryDeadlineOfTheWorkedExamples) {
  const auto calendar = published_calendar();
  const auto vectors = shared_file("deadline_test_vectors.csv");
  if (!calendar || !vectors) GTEST_SKIP() << "the deadline vectors aren't there";
  std::istringstream lines(*vectors);
  std::string line;
  std::getline(lines, line);
  int checked = 0;
  while (std::getline(lines, line)) {
    if (line.empty()) continue;
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; cells.size() < 5 && std::getline(row, cell, ',');) cells.push_back(cell);
    ASSERT_EQ(cells.size(), 5u) << line;
    const Unit unit = cells[0] == "working_days"   ? Unit::kWorkingDays
                      : cells[0] == "natural_days" ? Unit::kNaturalDays
                                                   : Unit::kMonths;
    const DueDay due = due_day(*calendar, day(cells[1]), std::stoi(cells[2]), unit);
    EXPECT_EQ(text(due.day), cells[3]) << line;
    if (!cells[4].empty()) {
      EXPECT_EQ(text(due.raw), cells[4]) << line;
    }
    EXPECT_FALSE(due.provisional) << line;
    ++checked;
  }
  EXPECT_EQ(checked, 24);
}

// Any calendar: a few published years with days named at random.
WorkingCalendar any_calendar() {
  WorkingCalendar calendar;
  for (int number = 2012; number <= 2014; ++number) {
    PublishedYear year{.year = number, .published = *rc::gen::arbitrary<bool>(), .source = "", .off = {}, .worked = {}};
    const Day first = day_of(number, 1, 1);
    for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 365)))
      year.off[first + days{offset}] = {"假", ""};
    for (const int offset : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 365))) {
      if (!year.off.contains(first + days{offset})) year.worked[first + days{offset}] = {"班", ""};
    }
    calendar.add(year);
  }
  return calendar;
}

Day any_day() { return day_of(2011, 6, 1) + days{*rc::gen::inRange(0, 1500)}; }

Unit any_unit() { return *rc::gen::element(Unit::kWorkingDays, Unit::kNaturalDays, Unit::kMonths); }

RC_GTEST_PROP(DueDayProperty, ALongerLimitNeverEndsEarlier, ()) {
  const WorkingCalendar calendar = any_calendar();
  const Day trigger = any_day();
  const Unit unit = any_unit();
  const int limit = *rc::gen::inRange(1, 120);
  RC_ASSERT(due_day(calendar, trigger, limit, unit).day <= due_day(calendar, trigger, limit + 1, unit).day);
}

RC_GTEST_PROP(DueDayProperty, ALaterTriggerNeverEndsEarlier, ()) {
  const WorkingCalendar calendar = any_calendar();
  const Day trigger = any_day();
  const Unit unit = any_unit();
  const int limit = *rc::gen::inRange(1, 120);
  RC_ASSERT(due_day(calendar, trigger, limit, unit).day <= due_day(calendar, trigger + days{1}, limit, unit).day);
}

RC_GTEST_PROP(DueDayProperty, TheDueDayIsAWorkingDayAfterTheTrigger, ()) {
  const WorkingCalendar calendar = any_calendar();
  const Day trigger = any_day();
  const DueDay due = due_day(calendar, trigger, *rc::gen::inRange(1, 120), any_unit());
  RC_ASSERT(calendar.is_working_day(due.day));
  RC_ASSERT(trigger < due.raw && due.raw <= due.day);
}

RC_GTEST_PROP(DueDayProperty, CountingBackGivesTheLimit, ()) {
  const WorkingCalendar calendar = any_calendar();
  const Day trigger = any_day();
  const int limit = *rc::gen::inRange(1, 120);
  const Day due = due_day(calendar, trigger, limit, Unit::kWorkingDays).day;
  RC_ASSERT(working_days_between(calendar, trigger, due) == limit);
  RC_ASSERT(working_days_between(calendar, trigger, due - days{1}) == limit - 1);
  RC_ASSERT(working_days_between(calendar, due, trigger) == 0);
}

RC_GTEST_PROP(TraceProperty, EndsOnTheDueDayAndCountsTheWholeLimit, ()) {
  const WorkingCalendar calendar = any_calendar();
  const Day trigger = any_day();
  const Unit unit = any_unit();
  const int limit = *rc::gen::inRange(1, 60);
  const DueDay due = due_day(calendar, trigger, limit, unit);
  const auto steps = trace(calendar, trigger, limit, unit);
  RC_ASSERT(static_cast<int>(steps.size()) == (due.day - trigger).count());
  RC_ASSERT(steps.back().day == due.day);
  RC_ASSERT(steps.back().counted == limit);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    RC_ASSERT(steps[i].day == trigger + days{i + 1});
    RC_ASSERT((steps[i].counted == limit) == (steps[i].day >= due.raw));
    RC_ASSERT(steps[i].published == calendar.is_published(steps[i].day));
  }
}

}  // namespace
}  // namespace gh::calendar
