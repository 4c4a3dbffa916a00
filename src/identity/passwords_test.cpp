// What a new password must be, and Argon2id.
#include "identity/passwords.h"

#include <gtest/gtest.h>

#include "base/problem.h"

namespace gh::identity {
namespace {

constexpr HashCost kCheap{.passes = 1, .memory_bytes = 8192};

RandomBytes counting_bytes() {
  return [next = std::uint8_t{0}](std::uint8_t* bytes, std::size_t size) mutable {
    for (std::size_t i = 0; i < size; ++i) bytes[i] = next++;
  };
}

Passwords cheap_passwords() { return Passwords({.cost = kCheap}, counting_bytes()); }

std::string rule_refusing(std::string_view login, std::string_view password) {
  try {
    cheap_passwords().check_new(login, password, "/password");
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
    EXPECT_EQ(problem.errors().at(0).field, "/password");
    EXPECT_FALSE(problem.errors().at(0).says.zh.empty());
    EXPECT_FALSE(problem.errors().at(0).says.en.empty());
    return problem.errors().at(0).rule;
  }
  return "";
}

TEST(Passwords, HashIsOfTheStandardFormAndMatchesOnlyItsPassword) {
  const Passwords passwords = cheap_passwords();
  const std::string hash = passwords.hash("Kiln-and-glaze-7");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
  EXPECT_TRUE(passwords.matches(hash, "Kiln-and-glaze-7"));
  EXPECT_FALSE(passwords.matches(hash, "Kiln-and-glaze-8"));
  EXPECT_FALSE(passwords.matches(hash, ""));
}

TEST(Passwords, TwoHashesOfOnePasswordDiffer) {
  const Passwords passwords = cheap_passwords();
  EXPECT_NE(passwords.hash("Kiln-and-glaze-7"), passwords.hash("Kiln-and-glaze-7"));
}

TEST(Passwords, WithoutAHashNothingMatchesNotEvenTheDummy) {
  const Passwords passwords = cheap_passwords();
  EXPECT_FALSE(passwords.matches(std::nullopt, "Kiln-and-glaze-7"));
  EXPECT_FALSE(passwords.matches(std::nullopt, "no account has this password"));
}

TEST(Passwords, AHashMadeAtAnotherCostStillMatches) {
  const Passwords dearer({.cost = {.passes = 2, .memory_bytes = 16384}}, counting_bytes());
  EXPECT_TRUE(cheap_passwords().matches(dearer.hash("Kiln-and-glaze-7"), "Kiln-and-glaze-7"));
}

TEST(NewPassword, ALongAndVariedOneIsTaken) {
  EXPECT_EQ(rule_refusing("registrar", "Kiln-and-glaze-7"), "");
  EXPECT_EQ(rule_refusing("registrar", "石湾陶瓷Kiln2012行会"), "");
}

TEST(NewPassword, TooShortOrTooLongIsRefused) {
  EXPECT_EQ(rule_refusing("registrar", "Kiln-7"), "password-length");
  EXPECT_EQ(rule_refusing("registrar", "陶瓷陶瓷Aa1"), "password-length") << "characters count, not bytes";
  EXPECT_EQ(rule_refusing("registrar", std::string(129, 'x') + "A1"), "password-length");
  EXPECT_EQ(rule_refusing("registrar", std::string(2'000'000, 'x')), "password-length");
}

TEST(NewPassword, BytesThatAreNoTextAreRefused) {
  EXPECT_EQ(rule_refusing("registrar", "Kiln-and-glaze-7\xff"), "password-length");
}

TEST(NewPassword, TheLoginIsRefusedInAnyLetterCase) {
  EXPECT_EQ(rule_refusing("registrar.one-1", "Registrar.One-1"), "password-is-login");
}

TEST(NewPassword, CommonOnesAreRefusedAlsoWithDigitsAndSignsAfterThem) {
  EXPECT_EQ(rule_refusing("registrar", "1Qaz2Wsx3Edc"), "common-password");
  EXPECT_EQ(rule_refusing("registrar", "Password2026!"), "common-password");
  EXPECT_EQ(rule_refusing("registrar", "Guildhall@2026"), "common-password");
  EXPECT_EQ(rule_refusing("registrar", "Woaini1314520"), "common-password");
}

TEST(NewPassword, TooFewKindsOfCharactersAreRefused) {
  EXPECT_EQ(rule_refusing("registrar", "kilnandglazeseven"), "password-variety");
  EXPECT_EQ(rule_refusing("registrar", "kilnandglaze7777"), "password-variety");
}

TEST(CommonPasswords, RemarksOfTheListAreNoPasswords) {
  EXPECT_TRUE(is_common_password("letmein"));
  EXPECT_FALSE(is_common_password(""));
  EXPECT_FALSE(is_common_password("#"));
}

}  // namespace
}  // namespace gh::identity
