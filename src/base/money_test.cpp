// Money: sums that refuse to overflow, the rounding rule, and how amounts are spelled.
#include "base/money.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <utility>

#include "base/assert.h"
#include "base/problem.h"

namespace gh {
namespace {

constexpr Fen kInt64Min = std::numeric_limits<Fen>::min();
constexpr Fen kInt64Max = std::numeric_limits<Fen>::max();

template <class Act>
void expect_out_of_range(Act&& act) {
  try {
    act();
    ADD_FAILURE() << "wasn't refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
    ASSERT_EQ(problem.errors().size(), 1U);
    EXPECT_EQ(problem.errors()[0].rule, "amount-range");
  }
}

TEST(ASum, UpToATrillionYuanIsTaken) {
  EXPECT_EQ(add(1, 2), 3);
  EXPECT_EQ(add(kFenMax - 1, 1), kFenMax);
  EXPECT_EQ(add(-kFenMax, kFenMax), 0);
  EXPECT_EQ(add(-kFenMax + 1, -1), -kFenMax);
}

TEST(ASum, PastATrillionYuanIsRefusedAndNeverWraps) {
  expect_out_of_range([] { add(kFenMax, 1); });
  expect_out_of_range([] { add(-kFenMax, -1); });
  expect_out_of_range([] { add(kInt64Max, kInt64Max); });
  expect_out_of_range([] { add(kInt64Min, kInt64Min); });
}

TEST(AShare, IsRoundedHalfAwayFromZero) {
  EXPECT_EQ(multiply(100, 1, 3), 33);
  EXPECT_EQ(multiply(200, 1, 3), 67);
  EXPECT_EQ(multiply(5, 1, 2), 3);
  EXPECT_EQ(multiply(-5, 1, 2), -3);
  EXPECT_EQ(multiply(5, -1, 2), -3);
  EXPECT_EQ(multiply(-5, -1, 2), 3);
  EXPECT_EQ(multiply(1, 1, 2), 1);
  EXPECT_EQ(multiply(-1, 1, 2), -1);
  EXPECT_EQ(multiply(1, 1, 3), 0);
  EXPECT_EQ(multiply(-1, 1, 3), 0);
  EXPECT_EQ(multiply(7, 1, 1), 7);
  EXPECT_EQ(multiply(0, 5, 7), 0);
}

TEST(AShare, OfTheLargestNumbersNeedsNoRoomInSixtyFourBits) {
  EXPECT_EQ(multiply(kFenMax, kInt64Max, kInt64Max), kFenMax);
  EXPECT_EQ(multiply(kInt64Min, 1, kInt64Max), -1);
  expect_out_of_range([] { multiply(kInt64Min, kInt64Min, 1); });
  expect_out_of_range([] { multiply(kFenMax, 2, 1); });
}

TEST(AShare, OfAPartThatIsNoneIsABug) {
  EXPECT_THROW(multiply(1, 1, 0), Bug);
  EXPECT_THROW(multiply(1, 1, -2), Bug);
}

RC_GTEST_PROP(AShare, LiesWithinHalfAFenOfTheTruth, ()) {
  const auto amount = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'001);
  const auto denominator = *rc::gen::inRange<std::int64_t>(1, 100'000);
  const auto numerator = *rc::gen::inRange<std::int64_t>(-denominator, denominator + 1);
  const std::int64_t error = 2 * (multiply(amount, numerator, denominator) * denominator - amount * numerator);
  RC_ASSERT(error >= -denominator);
  RC_ASSERT(error <= denominator);
  RC_ASSERT(multiply(-amount, numerator, denominator) == -multiply(amount, numerator, denominator));
}

TEST(YuanText, HasTwoDecimalsAlways) {
  EXPECT_EQ(yuan_text(0), "0.00");
  EXPECT_EQ(yuan_text(5), "0.05");
  EXPECT_EQ(yuan_text(-5), "-0.05");
  EXPECT_EQ(yuan_text(12345678), "123456.78");
  EXPECT_EQ(yuan_text(kInt64Min), "-92233720368547758.08");
}

TEST(YuanGrouped, HasACommaEveryThreeDigits) {
  EXPECT_EQ(yuan_grouped(0), "0.00");
  EXPECT_EQ(yuan_grouped(99999), "999.99");
  EXPECT_EQ(yuan_grouped(-99999), "-999.99");
  EXPECT_EQ(yuan_grouped(100000), "1,000.00");
  EXPECT_EQ(yuan_grouped(-100000), "-1,000.00");
  EXPECT_EQ(yuan_grouped(123456789), "1,234,567.89");
  EXPECT_EQ(yuan_grouped(kFenMax), "1,000,000,000,000.00");
}

// The amounts that 正确填写票据和结算凭证的基本规定 (支付结算办法, annex 1) spells out; where it allows two, its first.
TEST(YuanInWords, OfTheExamplesInTheRule) {
  EXPECT_EQ(yuan_in_words(140950), "壹仟肆佰零玖元伍角");
  EXPECT_EQ(yuan_in_words(600714), "陆仟零柒元壹角肆分");
  EXPECT_EQ(yuan_in_words(168032), "壹仟陆佰捌拾元零叁角贰分");
  EXPECT_EQ(yuan_in_words(10700053), "壹拾万柒仟元零伍角叁分");
  EXPECT_EQ(yuan_in_words(1640902), "壹万陆仟肆佰零玖元零贰分");
  EXPECT_EQ(yuan_in_words(32504), "叁佰贰拾伍元零肆分");
}

TEST(YuanInWords, EndWithTheMarkOnlyAtWholeYuan) {
  EXPECT_EQ(yuan_in_words(0), "零元整");
  EXPECT_EQ(yuan_in_words(12345), "壹佰贰拾叁元肆角伍分");
  EXPECT_EQ(yuan_in_words(12340), "壹佰贰拾叁元肆角");
  EXPECT_EQ(yuan_in_words(12300), "壹佰贰拾叁元整");
  EXPECT_EQ(yuan_in_words(100), "壹元整");
}

TEST(YuanInWords, BelowOneYuanNameNoYuan) {
  EXPECT_EQ(yuan_in_words(5), "伍分");
  EXPECT_EQ(yuan_in_words(50), "伍角");
  EXPECT_EQ(yuan_in_words(55), "伍角伍分");
}

TEST(YuanInWords, ZerosInsideAreSpokenOnceAndAtTheEndNot) {
  EXPECT_EQ(yuan_in_words(1000), "壹拾元整");
  EXPECT_EQ(yuan_in_words(1001), "壹拾元零壹分");
  EXPECT_EQ(yuan_in_words(100100), "壹仟零壹元整");
  EXPECT_EQ(yuan_in_words(1000000), "壹万元整");
  EXPECT_EQ(yuan_in_words(1000100), "壹万零壹元整");
  EXPECT_EQ(yuan_in_words(1010000), "壹万零壹佰元整");
  EXPECT_EQ(yuan_in_words(1100000), "壹万壹仟元整");
  EXPECT_EQ(yuan_in_words(10000000), "壹拾万元整");
  EXPECT_EQ(yuan_in_words(10000000100), "壹亿零壹元整");
  EXPECT_EQ(yuan_in_words(10000500000), "壹亿零伍仟元整");
  EXPECT_EQ(yuan_in_words(10002000000), "壹亿零贰万元整");
  EXPECT_EQ(yuan_in_words(12000000000), "壹亿贰仟万元整");
  EXPECT_EQ(yuan_in_words(10010001000100), "壹仟零壹亿零壹万零壹元整");
  EXPECT_EQ(yuan_in_words(kFenMax), "壹万亿元整");
  EXPECT_EQ(yuan_in_words(kFenMax - 1), "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分");
}

TEST(YuanInWords, BelowZeroBeginWithTheSign) { EXPECT_EQ(yuan_in_words(-12345), "负壹佰贰拾叁元肆角伍分"); }

TEST(YuanInWords, PastTheLargestAmountAreRefused) {
  expect_out_of_range([] { yuan_in_words(kFenMax + 1); });
  expect_out_of_range([] { yuan_in_words(kInt64Min); });
}

// The value a reader takes from the words: the inverse of yuan_in_words for amounts of 0 and more.
Fen read_words(std::string_view words) {
  const std::pair<std::string_view, Fen> kDigits[] = {{"零", 0}, {"壹", 1}, {"贰", 2}, {"叁", 3}, {"肆", 4},
                                                      {"伍", 5}, {"陆", 6}, {"柒", 7}, {"捌", 8}, {"玖", 9}};
  const std::pair<std::string_view, Fen> kUnits[] = {{"拾", 10}, {"佰", 100}, {"仟", 1000}};
  const std::pair<std::string_view, Fen> kGroups[] = {{"万", 10'000}, {"亿", 100'000'000}};
  Fen yuan = 0, section = 0, digit = 0, fen = 0;
  for (std::size_t at = 0; at < words.size(); at += 3) {
    const std::string_view word = words.substr(at, 3);
    for (const auto& [name, value] : kDigits) {
      if (word == name) digit = value;
    }
    for (const auto& [name, value] : kUnits) {
      if (word == name) section += std::exchange(digit, 0) * value;
    }
    for (const auto& [name, value] : kGroups) {
      if (word != name) continue;
      section += std::exchange(digit, 0);
      yuan = value == 10'000 ? yuan + section * value : (yuan + section) * value;
      section = 0;
    }
    if (word == "元") yuan += section + std::exchange(digit, 0);
    if (word == "角") fen += std::exchange(digit, 0) * 10;
    if (word == "分") fen += std::exchange(digit, 0);
  }
  return yuan * 100 + fen;
}

RC_GTEST_PROP(YuanInWords, SayTheAmountAndNeverTwoZerosTogether, ()) {
  // Amounts with many zeros are where the spelling goes wrong, so digits are drawn one by one.
  Fen amount = 0;
  const int digits = *rc::gen::inRange(1, 15);
  for (int i = 0; i < digits; ++i) amount = amount * 10 + *rc::gen::elementOf(std::vector<Fen>{0, 0, 0, 1, 5, 9});
  const std::string words = yuan_in_words(amount);
  RC_ASSERT(read_words(words) == amount);
  RC_ASSERT(words.find("零零") == std::string::npos);
  RC_ASSERT(amount == 0 || words.find("零元") == std::string::npos);
  RC_ASSERT(words.find("亿万") == std::string::npos);
}

}  // namespace
}  // namespace gh
