#include "simulation/clock_model.h"

#include <gtest/gtest.h>

#include "simulation/simulation.h"

namespace gh::simulation {
namespace {

calendar::PublishedYear year_with(int year, const char* off, const char* worked) {
  calendar::PublishedYear out;
  out.year = year;
  out.published = true;
  if (off != nullptr) out.off[parse_day(off).value()] = {"节", "holiday"};
  if (worked != nullptr) out.worked[parse_day(worked).value()] = {"班", "worked"};
  return out;
}

TEST(KnownDays, WeekendsAreOffAndNoticesChangeThat) {
  KnownDays days;
  EXPECT_TRUE(days.is_worked(day_of(2026, 9, 25)));
  EXPECT_FALSE(days.is_worked(day_of(2026, 9, 26)));
  days.learn(year_with(2026, "2026-09-25", "2026-09-26"));
  EXPECT_FALSE(days.is_worked(day_of(2026, 9, 25)));
  EXPECT_TRUE(days.is_worked(day_of(2026, 9, 26)));
}

TEST(KnownDays, TheLaterYearsNoticeHolds) {
  KnownDays days;
  days.learn(year_with(2026, "2026-12-31", nullptr));
  EXPECT_FALSE(days.is_worked(day_of(2026, 12, 31)));
  days.learn(year_with(2027, nullptr, "2026-12-31"));
  EXPECT_TRUE(days.is_worked(day_of(2026, 12, 31)));
}

TEST(KnownDays, ANewNoticeOfAYearTakesThePlaceOfTheOldOne) {
  KnownDays days;
  days.learn(year_with(2026, "2026-09-25", nullptr));
  days.learn(year_with(2026, nullptr, nullptr));
  EXPECT_TRUE(days.is_worked(day_of(2026, 9, 25)));
}

}  // namespace
}  // namespace gh::simulation
