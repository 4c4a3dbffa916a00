// Credit codes: real ones, broken ones, and the ones made here.
#include "registry/credit_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "base/shared_vectors.h"

namespace gh::registry {
namespace {

TEST(CreditCode, TheCodeOfARealAssociationHolds) {
  EXPECT_TRUE(is_credit_code("51100000500009247D"));
  EXPECT_TRUE(is_credit_code("51440300MJL1712376"));
  EXPECT_EQ(organisation_code_of("51440300MJL1712376"), "MJL171237");
}

TEST(CreditCode, AWrongCheckCharacterIsFoundInBothPlaces) {
  EXPECT_FALSE(is_credit_code("51100000500009247E"));
  // The outer check is computed anew over an organisation code whose own is wrong.
  const std::string body = "51100000500009248";
  const auto outer = credit_check_symbol(body);
  ASSERT_TRUE(outer.has_value());
  EXPECT_FALSE(is_credit_code(body + *outer));
}

TEST(CreditCode, OnlyTheSymbolsOfTheStandardAndItsLengthAreTaken) {
  EXPECT_FALSE(is_credit_code(""));
  EXPECT_FALSE(is_credit_code("51100000500009247"));
  EXPECT_FALSE(is_credit_code("51100000500009247DD"));
  EXPECT_FALSE(is_credit_code("51100000500009247d"));
  EXPECT_FALSE(is_credit_code("511000005O0009247D"));
  EXPECT_FALSE(credit_check_symbol("51100000S00009247").has_value());
  EXPECT_FALSE(organisation_check_symbol("mj010150").has_value());
}

TEST(CreditCode, TheOrganisationCheckIsXForTenAndZeroForEleven) {
  EXPECT_EQ(organisation_check_symbol("00000000"), '0');                       // sum 0: eleven
  EXPECT_EQ(organisation_check_symbol("00000060"), std::optional<char>('9'));  // 24 mod 11 = 2
  EXPECT_EQ(organisation_check_symbol("00000006"), std::optional<char>('X'));  // 12 mod 11 = 1
}

TEST(CreditCode, SharedVectorsAreJudgedAsListed) {
  const auto vectors = shared_vector("uscc_test_vectors.csv");
  if (!vectors) GTEST_SKIP() << "uscc_test_vectors.csv isn't there";
  std::istringstream lines(*vectors);
  std::string line;
  std::getline(lines, line);
  int judged = 0;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string code, outer, inner;
    std::getline(cells, code, ',');
    std::getline(cells, outer, ',');
    std::getline(cells, inner, ',');
    const bool outer_holds =
        code.size() == kCreditCodeSize && credit_check_symbol(std::string_view(code).substr(0, 17)) == code.back();
    EXPECT_EQ(outer_holds, outer == "true") << code;
    if (!inner.empty()) {
      EXPECT_EQ(is_credit_code(code), outer == "true" && inner == "true") << code;
    }
    ++judged;
  }
  EXPECT_GE(judged, 20);
}

TEST(CreditCode, ACodeMadeForAFoshanAssociationHoldsAndBeginsAsItShould) {
  const auto code = make_credit_code("440600", "MJT", 1);
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(*code, "51440600MJT000010P");
  EXPECT_TRUE(is_credit_code(*code));
}

TEST(CreditCode, NoCodeIsMadeOfPartsOfAnotherShape) {
  EXPECT_FALSE(make_credit_code("44060", "MJT", 1).has_value());
  EXPECT_FALSE(make_credit_code("44060A", "MJT", 1).has_value());
  EXPECT_FALSE(make_credit_code("440600", "MJ", 1).has_value());
  EXPECT_FALSE(make_credit_code("440600", "MJT", -1).has_value());
  EXPECT_FALSE(make_credit_code("440600", "MJT", 31LL * 31 * 31 * 31 * 31).has_value());
  EXPECT_EQ(serial_symbols(30), "0000Y");
  EXPECT_EQ(serial_symbols(31), "00010");
}

RC_GTEST_PROP(CreditCode, EverySerialGivesACodeThatHoldsAndOneWrongSymbolBreaksIt, ()) {
  const auto serial = *rc::gen::inRange<std::int64_t>(0, 31LL * 31 * 31 * 31 * 31);
  std::string code = *make_credit_code("440604", "MJT", serial);
  RC_ASSERT(is_credit_code(code));
  const auto at = *rc::gen::inRange<std::size_t>(0, kCreditCodeSize);
  const char symbol = kCreditSymbols[*rc::gen::inRange<std::size_t>(0, kCreditSymbols.size())];
  RC_PRE(code[at] != symbol);
  code[at] = symbol;
  RC_ASSERT(!is_credit_code(code));
}

}  // namespace
}  // namespace gh::registry
