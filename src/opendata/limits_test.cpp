#include "opendata/limits.h"

#include <gtest/gtest.h>

namespace gh::opendata {
namespace {

ClockCount clocks(std::int64_t limit, std::int64_t used, LimitOutcome outcome, std::int64_t number,
                  std::string unit = "working_days") {
  return {"registration", "decision", "[\"一\"]", std::move(unit), limit, used, outcome, number};
}

TEST(LimitFigures, SayNothingWhereNothingHasStopped) {
  EXPECT_EQ(limit_figures({}), LimitFigures{});
  EXPECT_EQ(limit_figures({clocks(15, 0, LimitOutcome::open, 7)}), LimitFigures{});
}

TEST(LimitFigures, MedianIsTheDayByWhichHalfWereDone) {
  const auto odd = limit_figures({clocks(15, 3, LimitOutcome::kept, 1), clocks(15, 9, LimitOutcome::kept, 1),
                                  clocks(15, 14, LimitOutcome::kept, 1)});
  EXPECT_EQ(odd.median_days, 9);
  const auto even = limit_figures({clocks(15, 3, LimitOutcome::kept, 2), clocks(15, 14, LimitOutcome::kept, 2)});
  EXPECT_EQ(even.median_days, 3) << "of an even number the lower of the two in the middle";
  EXPECT_EQ(even.limit_days, 15);
  EXPECT_EQ(even.limit_unit, "working_days");
}

TEST(LimitFigures, MedianLooksAtTheCommonestLimitAloneAndOnTimeAtAll) {
  const auto out = limit_figures({clocks(15, 4, LimitOutcome::kept, 5), clocks(3, 1, LimitOutcome::broken, 4, "months")});
  EXPECT_EQ(out.limit_days, 15);
  EXPECT_EQ(out.median_days, 4);
  EXPECT_EQ(out.on_time_permille, 555) << "five of nine, rounded down";
}

TEST(LimitFigures, ALimitThatRanOutCountsBeforeItsClockStops) {
  const auto out = limit_figures({clocks(15, 0, LimitOutcome::overdue, 1), clocks(15, 0, LimitOutcome::open, 5)});
  EXPECT_EQ(out.on_time_permille, 0);
  EXPECT_FALSE(out.median_days.has_value());
}

}  // namespace
}  // namespace gh::opendata
