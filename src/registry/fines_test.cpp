// What time adds to a fine that isn't paid (行政处罚法72).
#include "registry/fines.h"

#include <gtest/gtest.h>

namespace gh::registry {
namespace {

constexpr Fen kTenThousand = 1'000'000;

// 10,000 yuan, to be paid by 16 March; 3 per cent a day, no more than the fine.
const Fine kFine{"case", "organisation", kTenThousand, day_of(2021, 3, 16), 30, 1000, "act"};

FinePayment paid(Day on, Fen fine, Fen late = 0) { return {"act", "case", on, fine, late, "收据1"}; }

TEST(LateFine, NothingIsAddedUpToTheLastDayToPay) {
  EXPECT_EQ(added(kFine, {}, day_of(2021, 3, 1)), 0);
  EXPECT_EQ(added(kFine, {}, day_of(2021, 3, 16)), 0);
}

TEST(LateFine, EachDayAddsThreePerCent) {
  EXPECT_EQ(added(kFine, {}, day_of(2021, 3, 17)), 30'000);
  EXPECT_EQ(added(kFine, {}, day_of(2021, 3, 26)), 300'000);
}

TEST(LateFine, NeverMoreThanTheFineItself) {
  EXPECT_EQ(added(kFine, {}, day_of(2021, 4, 18)), 990'000);
  EXPECT_EQ(added(kFine, {}, day_of(2021, 4, 19)), kTenThousand);
  EXPECT_EQ(added(kFine, {}, day_of(2022, 4, 19)), kTenThousand);
}

TEST(LateFine, APaymentEndsItForWhatWasPaid) {
  const std::vector<FinePayment> payments{paid(day_of(2021, 3, 26), 600'000)};
  EXPECT_EQ(unpaid(kFine, payments), 400'000);
  // Ten days on the whole, ten on the rest.
  EXPECT_EQ(added(kFine, payments, day_of(2021, 4, 5)), 300'000 + 120'000);
  const std::vector<FinePayment> whole{paid(day_of(2021, 3, 26), kTenThousand, 300'000)};
  EXPECT_EQ(unpaid(kFine, whole), 0);
  EXPECT_EQ(added(kFine, whole, day_of(2022, 1, 1)), 300'000);
  EXPECT_EQ(added_unpaid(kFine, whole, day_of(2022, 1, 1)), 0);
}

TEST(LateFine, NothingIsLeftWhereTheLastDayMovedAfterMoreWasPaid) {
  Fine moved = kFine;
  moved.due_on = day_of(2021, 3, 18);
  EXPECT_EQ(added_unpaid(moved, {paid(day_of(2021, 3, 19), kTenThousand, 90'000)}, day_of(2021, 3, 19)), 0);
}

TEST(LateFine, PaidInTimeNothingIsAddedEver) {
  EXPECT_EQ(added(kFine, {paid(day_of(2021, 3, 10), kTenThousand)}, day_of(2022, 1, 1)), 0);
  EXPECT_EQ(added(kFine, {paid(day_of(2021, 3, 16), kTenThousand)}, day_of(2022, 1, 1)), 0);
}

TEST(LateFine, APaymentToComeDoesntCountYet) {
  EXPECT_EQ(added(kFine, {paid(day_of(2021, 3, 26), kTenThousand)}, day_of(2021, 3, 20)), 120'000);
}

TEST(LateFine, TheOddFenIsRoundedByTheOneRule) {
  Fine odd = kFine;
  odd.fine_fen = 117;  // 3.51 fen a day
  EXPECT_EQ(added(odd, {}, day_of(2021, 3, 17)), 4);
  EXPECT_EQ(added(odd, {}, day_of(2021, 3, 18)), 7);
}

}  // namespace
}  // namespace gh::registry
