#include "performance/certificate_number.h"

#include <gtest/gtest.h>

namespace gh::performance {
namespace {

const std::vector<GradeCode> kScale = {{"AAA", "111"}, {"AA", "011"},  {"A", "001"},  {"BBB", "222"}, {"BB", "022"},
                                       {"B", "002"},   {"CCC", "333"}, {"CC", "033"}, {"C", "003"}};

TEST(CertificateNumber, ThePrintedExampleIsBuiltFromItsParts) {
  EXPECT_EQ(certificate_text({2007, 1, "AA", 35}, kScale), "200700101100035");
}

TEST(CertificateNumber, ThePrintedExampleIsReadBack) {
  const auto number = parse_certificate("200700101100035", kScale);
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(*number, (CertificateNumber{2007, 1, "AA", 35}));
}

TEST(CertificateNumber, EveryGradeIsTheSameBothWays) {
  for (const GradeCode& grade : kScale) {
    const CertificateNumber number{2026, 999, grade.grade, 99999};
    const auto text = certificate_text(number, kScale);
    ASSERT_TRUE(text.has_value()) << grade.grade;
    EXPECT_EQ(text->substr(7, 3), grade.code);
    EXPECT_EQ(parse_certificate(*text, kScale), number);
  }
}

TEST(CertificateNumber, PlusAndMinusAreCodedAsThePlainGrade) {
  EXPECT_EQ(certificate_text({2007, 1, "AA+", 35}, kScale), "200700101100035");
  EXPECT_EQ(certificate_text({2007, 1, "AA-", 35}, kScale), "200700101100035");
}

TEST(CertificateNumber, WhatDoesNotFitItsPlaceHasNoNumber) {
  EXPECT_FALSE(certificate_text({2007, 1000, "AA", 35}, kScale));
  EXPECT_FALSE(certificate_text({2007, 0, "AA", 35}, kScale));
  EXPECT_FALSE(certificate_text({2007, 1, "AA", 100000}, kScale));
  EXPECT_FALSE(certificate_text({207, 1, "AA", 35}, kScale));
  EXPECT_FALSE(certificate_text({2007, 1, "D", 35}, kScale));
  EXPECT_FALSE(certificate_text({2007, 1, "AA++", 35}, kScale));
}

TEST(CertificateNumber, WhatNoCertificateBearsIsNotRead) {
  EXPECT_FALSE(parse_certificate("20070010110003", kScale));    // a digit short
  EXPECT_FALSE(parse_certificate("2007001011000355", kScale));  // a digit too many
  EXPECT_FALSE(parse_certificate("200700144400035", kScale));   // no such code
  EXPECT_FALSE(parse_certificate("200700001100035", kScale));   // no association 0
  EXPECT_FALSE(parse_certificate("200700101100000", kScale));   // no firm 0
  EXPECT_FALSE(parse_certificate("2007001O1100035", kScale));   // a letter
}

}  // namespace
}  // namespace gh::performance
