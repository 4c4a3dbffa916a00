// Where periods of months and years end.
#include "base/periods.h"

#include <gtest/gtest.h>

namespace gh {
namespace {

TEST(Periods, AMonthEndsOnTheSameDayOrTheMonthsLast) {
  EXPECT_EQ(months_after(day_of(2026, 1, 15), 1), day_of(2026, 2, 15));
  EXPECT_EQ(months_after(day_of(2026, 1, 31), 1), day_of(2026, 2, 28));
  EXPECT_EQ(months_after(day_of(2024, 2, 29), 12), day_of(2025, 2, 28));
  EXPECT_EQ(months_after(day_of(2026, 11, 30), 3), day_of(2027, 2, 28));
}

TEST(Periods, GoBackAsTheyGoOn) {
  EXPECT_EQ(months_after(day_of(2026, 3, 31), -1), day_of(2026, 2, 28));
  EXPECT_EQ(months_after(day_of(2026, 1, 1), -36), day_of(2023, 1, 1));
}

TEST(Periods, AYearEndsOnTheSameDay) {
  EXPECT_EQ(years_after(day_of(2021, 9, 21), 3), day_of(2024, 9, 21));
  EXPECT_EQ(years_after(day_of(2024, 2, 29), 1), day_of(2025, 2, 28));
  EXPECT_EQ(years_after(day_of(2024, 2, 29), 4), day_of(2028, 2, 29));
  EXPECT_EQ(years_after(day_of(2024, 2, 29), 0), day_of(2024, 2, 29));
}

TEST(Periods, TheLastDayIsTheOneBeforeTheSame) {
  EXPECT_EQ(last_day_of_years(day_of(2026, 9, 21), 3), day_of(2029, 9, 20));
  EXPECT_EQ(last_day_of_years(day_of(2021, 1, 1), 5), day_of(2025, 12, 31));
  EXPECT_EQ(last_day_of_years(day_of(2024, 3, 1), 3), day_of(2027, 2, 28));
  EXPECT_EQ(last_day_of_years(day_of(2024, 2, 29), 3), day_of(2027, 2, 28));
  EXPECT_EQ(last_day_of_years(day_of(2024, 2, 29), 4), day_of(2028, 2, 28));
}

}  // namespace
}  // namespace gh
