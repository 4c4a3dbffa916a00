// Lists and what a penalty leads to, as functions of days and amounts.
#include "registry/credit.h"

#include <gtest/gtest.h>

namespace gh::registry {
namespace {

constexpr std::int64_t kTwoYears = 24;

std::vector<Stay> one_stay(Day from, std::optional<Day> until = {}) { return {{std::string(kAbnormal), from, until}}; }

// registry.md §5 (13).
TEST(Lists, TwoYearsOnTheAbnormalListAreSeriousOnTheTwoYearDay) {
  const auto stays = one_stay(day_of(2020, 3, 1));
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2020, 2, 29)), "none");
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2022, 2, 28)), "abnormal");
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2022, 3, 1)), "serious");
}

TEST(Lists, WhoLeftBeforeTheTwoYearDayIsOnNone) {
  const auto stays = one_stay(day_of(2020, 3, 1), day_of(2022, 2, 28));
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2022, 2, 27)), "abnormal");
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2022, 3, 1)), "none");
}

TEST(Lists, ASecondCauseBeforeTheFirstEndsContinuesTheTime) {
  auto stays = one_stay(day_of(2020, 3, 1), day_of(2021, 6, 1));
  stays.push_back({std::string(kAbnormal), day_of(2021, 6, 1), {}});
  EXPECT_EQ(listed_since(stays, kAbnormal, day_of(2021, 12, 1)), day_of(2020, 3, 1));
  stays[1].on_day = day_of(2021, 6, 2);
  EXPECT_EQ(listed_since(stays, kAbnormal, day_of(2021, 12, 1)), day_of(2021, 6, 2));
  EXPECT_EQ(list_status(stays, kTwoYears, day_of(2022, 3, 1)), "abnormal");
}

TEST(Lists, AFreshCauseBeginsThePeriodBeforeARemovalAgain) {
  auto stays = one_stay(day_of(2020, 3, 1));
  EXPECT_EQ(period_from(stays, kAbnormal, day_of(2020, 8, 1)), day_of(2020, 3, 1));
  stays.push_back({std::string(kAbnormal), day_of(2020, 7, 1), {}});
  EXPECT_EQ(period_from(stays, kAbnormal, day_of(2020, 8, 1)), day_of(2020, 7, 1));
  stays[1].ended_on = day_of(2020, 7, 20);
  EXPECT_EQ(period_from(stays, kAbnormal, day_of(2020, 8, 1)), day_of(2020, 3, 1));
  // For the serious list any event counts, also one that has ended.
  stays.push_back({std::string(kSerious), day_of(2020, 5, 1), {}});
  EXPECT_EQ(period_from(stays, kSerious, day_of(2020, 8, 1)), day_of(2020, 7, 1));
  EXPECT_FALSE(period_from({}, kSerious, day_of(2020, 8, 1)));
}

const PenaltyRules kRules{5'000'000, 2, 36};

Penalty fine(Fen fen, Day on = day_of(2023, 5, 1)) { return {" fine ", fen, on}; }
Penalty warning(Day on) { return {" warning ", {}, on}; }

// registry.md §5 (11).
TEST(PenaltyCause, AFineBelowFiftyThousandIsAbnormalFromFiftyThousandSerious) {
  EXPECT_EQ(cause_of(fine(4'999'900), {}, kRules), "small_penalty");
  EXPECT_EQ(cause_of(fine(5'000'000), {}, kRules), "large_fine");
}

// registry.md §5 (12).
TEST(PenaltyCause, TwoWarningsWithinThreeYearsAreSerious) {
  const Penalty second = warning(day_of(2023, 5, 1));
  EXPECT_EQ(cause_of(second, {warning(day_of(2020, 5, 1))}, kRules), "repeated_small_penalties");
  EXPECT_EQ(cause_of(second, {warning(day_of(2020, 4, 30))}, kRules), "small_penalty");
  EXPECT_EQ(cause_of(second, {fine(4'999'900, day_of(2022, 1, 1))}, kRules), "repeated_small_penalties");
  EXPECT_EQ(cause_of(second, {fine(5'000'000, day_of(2022, 1, 1))}, kRules), "small_penalty");
}

TEST(PenaltyCause, SuspensionAndRevocationAreSeriousWhateverTheFine) {
  EXPECT_EQ(cause_of({" warning suspension ", {}, day_of(2023, 5, 1)}, {}, kRules), "activity_suspended");
  EXPECT_EQ(cause_of({" fine revocation ", 100, day_of(2023, 5, 1)}, {}, kRules), "certificate_revoked");
}

TEST(PenaltyCause, AnOrderToCorrectAloneListsNobody) {
  EXPECT_EQ(cause_of({" order_to_correct confiscation ", {}, day_of(2023, 5, 1)}, {}, kRules), "");
}

TEST(Measures, AreKeptBetweenBlanks) {
  EXPECT_EQ(measures_text(json::array{"warning", "fine"}), " warning fine ");
  EXPECT_EQ(measures_text(nullptr), "");
  EXPECT_EQ(measures_of(" warning fine "), (std::vector<std::string>{"warning", "fine"}));
  EXPECT_TRUE(measures_of("").empty());
}

}  // namespace
}  // namespace gh::registry
