#include "purchase/shares.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

namespace gh::purchase {
namespace {

using testing::ElementsAre;

std::optional<std::vector<Fen>> split(Fen price, std::vector<std::int64_t> shares) {
  return split_price(price, shares);
}

TEST(SplitPrice, GivesTheLastMilestoneTheRest) {
  EXPECT_THAT(split(100, {333, 333, 334}).value(), ElementsAre(33, 33, 34));
  EXPECT_THAT(split(1000, {300, 300, 400}).value(), ElementsAre(300, 300, 400));
  EXPECT_THAT(split(5, {500, 500}).value(), ElementsAre(3, 2));  // 2.5 away from zero
  EXPECT_THAT(split(kFenMax, {1000}).value(), ElementsAre(kFenMax));
}

TEST(SplitPrice, AMilestoneMayBeWorthNothing) {
  EXPECT_THAT(split(1, {400, 600}).value(), ElementsAre(0, 1));
  EXPECT_THAT(split(1, {500, 500}).value(), ElementsAre(1, 0));
}

TEST(SplitPrice, RefusesSharesThatAreNoWhole) {
  EXPECT_EQ(split(1000, {}), std::nullopt);
  EXPECT_EQ(split(1000, {999}), std::nullopt);
  EXPECT_EQ(split(1000, {600, 600}), std::nullopt);
  EXPECT_EQ(split(1000, {0, 1000}), std::nullopt);
  EXPECT_EQ(split(1000, {-1, 1001}), std::nullopt);
}

TEST(SplitPrice, RefusesAPriceTooSmallForItsRounding) {
  EXPECT_EQ(split(10, std::vector<std::int64_t>(20, 50)), std::nullopt);  // nineteen times 0.5 rounded up are 19
}

TEST(SplitPriceProperty, AddsUpToThePriceAndStaysWithinHalfAFenOfEachShare) {
  const bool held = rc::check([] {
    const auto price = *rc::gen::inRange<Fen>(1'200, kFenMax);
    std::vector<std::int64_t> shares;
    std::int64_t left = kWholePermille;
    while (left > 0 && shares.size() < 24) {
      shares.push_back(shares.size() == 23 ? left : *rc::gen::inRange<std::int64_t>(1, left + 1));
      left -= shares.back();
    }
    const auto amounts = split_price(price, shares);
    // A last share of 1 permille of 1,200 fen is one fen, which the rounding of the others can take away.
    if (!amounts) {
      RC_ASSERT(price * shares.back() < 12 * kWholePermille);
      return;
    }
    RC_ASSERT(amounts->size() == shares.size());
    RC_ASSERT(std::accumulate(amounts->begin(), amounts->end(), Fen{0}) == price);
    for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
      const Fen thousandfold = (*amounts)[i] * kWholePermille - price * shares[i];
      RC_ASSERT(thousandfold <= 500 && thousandfold > -500);
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace gh::purchase
