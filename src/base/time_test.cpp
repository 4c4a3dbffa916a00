// Instants and days: spelling, strict reading, and the local day of an instant.
#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/assert.h"

namespace gh {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr UtcOffset kChina = hours{8};

TEST(AnInstant, IsSpelledInUtcWithMilliseconds) {
  EXPECT_EQ(text(instant_of(0)), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(text(instant_of(1'790'000'000'123)), "2026-09-21T14:13:20.123Z");
  EXPECT_EQ(text(instant_of(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(AnInstant, OutsideTheYearsOfFourDigitsIsABugToSpell) {
  EXPECT_EQ(text(*parse_instant("0000-01-01T00:00:00Z")), "0000-01-01T00:00:00.000Z");
  EXPECT_THROW(text(*parse_instant("9999-12-31T23:59:59.999Z") + std::chrono::milliseconds{1}), Bug);
  EXPECT_THROW(text(*parse_instant("0000-01-01T00:00:00Z") - std::chrono::milliseconds{1}), Bug);
}

TEST(ReadingAnInstant, TakesAnyOffsetAndUpToThreeDecimals) {
  const auto eight = parse_instant("2026-09-21T00:00:00Z");
  ASSERT_TRUE(eight);
  for (const char* same : {"2026-09-21T08:00:00+08:00", "2026-09-21T08:00:00.0+08:00", "2026-09-21T08:00:00.000+08:00",
                           "2026-09-20T19:00:00.00-05:00", "2026-09-21T00:00:00-00:00", "2026-09-21t00:00:00z",
                           "2026-09-21T05:45:00+05:45"}) {
    EXPECT_EQ(parse_instant(same), eight) << same;
  }
  EXPECT_EQ(*parse_instant("2026-09-21T00:00:00.5Z") - *eight, std::chrono::milliseconds{500});
  EXPECT_EQ(*parse_instant("2026-09-21T00:00:00.05Z") - *eight, std::chrono::milliseconds{50});
  EXPECT_EQ(*parse_instant("2026-09-21T00:00:00.123Z") - *eight, std::chrono::milliseconds{123});
}

TEST(ReadingAnInstant, RefusesAllElse) {
  for (const char* bad : {"",
                          "2026-09-21",
                          "2026-09-21T08:00:00",
                          "2026-09-21 08:00:00Z",
                          "2026-09-21T08:00Z",
                          "2026-09-21T08:00:00.Z",
                          "2026-09-21T08:00:00.1234Z",
                          "2026-09-21T08:00:00,5Z",
                          "2026-09-21T24:00:00Z",
                          "2026-09-21T23:60:00Z",
                          "2026-12-31T23:59:60Z",
                          "2026-09-21T08:00:00+0800",
                          "2026-09-21T08:00:00+08",
                          "2026-09-21T08:00:00+24:00",
                          "2026-09-21T08:00:00+08:60",
                          "2026-09-21T08:00:00Z ",
                          " 2026-09-21T08:00:00Z",
                          "2026-02-29T08:00:00Z",
                          "2026-13-01T08:00:00Z",
                          "2026-00-01T08:00:00Z",
                          "+2026-09-21T08:00:00Z",
                          "2026-9-21T08:00:00Z",
                          "2026-09-21T-8:00:00Z",
                          "2026-09-21T08:00:00ZZ",
                          "0000-01-01T00:00:00+00:01",
                          "9999-12-31T23:59:59-00:01",
                          "２０２６-09-21T08:00:00Z"}) {
    EXPECT_EQ(parse_instant(bad), std::nullopt) << bad;
  }
}

TEST(ReadingAnInstant, RefusesANulAtTheEnd) {
  EXPECT_EQ(parse_instant(std::string_view("2026-09-21T08:00:00Z\0", 21)), std::nullopt);
}

TEST(ADay, IsSpelledAndReadAsYearMonthDay) {
  EXPECT_EQ(text(day_of(2026, 9, 21)), "2026-09-21");
  EXPECT_EQ(parse_day("2026-09-21"), day_of(2026, 9, 21));
  EXPECT_EQ(parse_day("2024-02-29"), day_of(2024, 2, 29));
  EXPECT_EQ(parse_day("1900-01-01"), day_of(1900, 1, 1));
  EXPECT_EQ(parse_day("2999-12-31"), day_of(2999, 12, 31));
  EXPECT_EQ(year_of(day_of(2026, 12, 31)), 2026);
}

TEST(ReadingADay, RefusesDaysThatDoNotExistAndOtherSpellings) {
  for (const char* bad : {"", "2026-02-29", "2100-02-29", "2026-04-31", "2026-00-10", "2026-10-00", "2026-13-01",
                          "1899-12-31", "3000-01-01", "2026-9-21", "2026/09/21", "20260921", "2026-09-21 ",
                          " 2026-09-21", "2026-09-2a", "2026-09-21T", "-026-09-21", "2026年9月21日"}) {
    EXPECT_EQ(parse_day(bad), std::nullopt) << bad;
  }
}

TEST(ADay, ThatDoesNotExistIsABugToMake) {
  EXPECT_THROW(day_of(2026, 2, 29), Bug);
  EXPECT_THROW(day_of(2026, 13, 1), Bug);
}

TEST(ALocalDay, BeginsAtSixteenHoursUtcInChina) {
  EXPECT_EQ(local_day(*parse_instant("2026-09-20T15:59:59.999Z"), kChina), day_of(2026, 9, 20));
  EXPECT_EQ(local_day(*parse_instant("2026-09-20T16:00:00Z"), kChina), day_of(2026, 9, 21));
  EXPECT_EQ(text(start_of(day_of(2026, 9, 21), kChina)), "2026-09-20T16:00:00.000Z");
}

TEST(ALocalDay, BeforeTheEpochIsFoundToo) {
  EXPECT_EQ(local_day(*parse_instant("1969-12-31T15:59:59Z"), kChina), day_of(1969, 12, 31));
}

RC_GTEST_PROP(AnInstant, ReadsBackAsItWasSpelledAndSortsAsText, ()) {
  const std::int64_t first = utc_ms(*parse_instant("0000-01-01T00:00:00Z"));
  const std::int64_t last = utc_ms(*parse_instant("9999-12-31T23:59:59.999Z"));
  const auto any = rc::gen::inRange<std::int64_t>(first, last + 1);
  const Instant a = instant_of(*any);
  const Instant b = instant_of(*any);
  RC_ASSERT(parse_instant(text(a)) == a);
  RC_ASSERT((a < b) == (text(a) < text(b)));
}

RC_GTEST_PROP(ADay, ReadsBackAsItWasSpelledAndHoldsItsOwnInstants, ()) {
  const Day day = day_of(1900, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 401'767)};
  const UtcOffset offset = minutes{*rc::gen::inRange(-14 * 60, 14 * 60 + 1)};
  RC_ASSERT(parse_day(text(day)) == day);
  RC_ASSERT(local_day(start_of(day, offset), offset) == day);
  RC_ASSERT(local_day(start_of(day, offset) - std::chrono::milliseconds{1}, offset) == day - std::chrono::days{1});
}

// Whatever stands in the text, reading gives an answer, and what it takes it can spell.
RC_GTEST_PROP(ReadingAnInstant, OfADamagedSpellingNeverMisleads, ()) {
  std::string damaged = "2026-09-21T08:00:00.123+08:00";
  const auto at = *rc::gen::inRange<std::size_t>(0, damaged.size());
  damaged[at] = *rc::gen::arbitrary<char>();
  const auto read = parse_instant(damaged);
  if (read) RC_ASSERT(parse_instant(text(*read)) == read);
}

TEST(AManualClock, StandsStillUntilItIsMoved) {
  ManualTime clock(instant_of(1000));
  EXPECT_EQ(clock.now(), instant_of(1000));
  clock.advance(std::chrono::seconds{2});
  EXPECT_EQ(clock.now(), instant_of(3000));
  clock.set(instant_of(5));
  EXPECT_EQ(clock.now(), instant_of(5));
}

}  // namespace
}  // namespace gh
