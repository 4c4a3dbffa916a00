#include "transfer/plans.h"

#include <gtest/gtest.h>

namespace gh::transfer {
namespace {

const Day kPlanned = day_of(2020, 3, 20);

TEST(Progress, WhatIsDoneByItsDayIsDoneAndAfterItLate) {
  EXPECT_EQ(progress_of(kPlanned, kPlanned, day_of(2020, 12, 31)), StepProgress::done);
  EXPECT_EQ(progress_of(kPlanned, day_of(2020, 3, 21), day_of(2020, 12, 31)), StepProgress::late);
}

TEST(Progress, WhatIsNotDoneWaitsThroughItsDay) {
  EXPECT_EQ(progress_of(kPlanned, {}, kPlanned), StepProgress::waiting);
  EXPECT_EQ(progress_of(kPlanned, {}, day_of(2020, 3, 21)), StepProgress::overdue);
}

}  // namespace
}  // namespace gh::transfer
