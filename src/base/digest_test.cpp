// Digests against published vectors; spellings of bytes there and back.
#include "base/digest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json/array.hpp>

#include "base/json.h"
#include "base/shared_vectors.h"

namespace gh {
namespace {

// FIPS 180-4 examples.
TEST(Sha256, OfThePublishedExamples) {
  EXPECT_EQ(hex(bytes_of(sha256(""))), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(bytes_of(sha256("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(bytes_of(sha256(std::string(1'000'000, 'a')))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 4231, test cases 2 and 6 (a key longer than the block).
TEST(Hmac, OfShortAndLongKeys) {
  EXPECT_EQ(hex(bytes_of(hmac_sha256("Jefe", "what do ya want for nothing?"))),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hex(bytes_of(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"))),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, OfEveryWycheproofVector) {
  const auto file = shared_vector("vectors/crypto/wycheproof-hmac_sha256.json");
  if (!file) GTEST_SKIP() << "vectors/crypto/wycheproof-hmac_sha256.json doesn't lie in the shared data";
  const json::value vectors = parse_json(*file);
  int checked = 0;
  for (const json::value& group : at_or_null(vectors, "testGroups").as_array()) {
    const auto tag_bytes = static_cast<std::size_t>(group.at("tagSize").as_int64() / 8);
    for (const json::value& test : group.at("tests").as_array()) {
      const auto key = from_hex(string_at(test, "key"));
      const auto message = from_hex(string_at(test, "msg"));
      const auto tag = from_hex(string_at(test, "tag"));
      ASSERT_TRUE(key && message && tag);
      const Digest full = hmac_sha256(*key, *message);
      const bool equal = equal_in_constant_time(bytes_of(full).substr(0, tag_bytes), *tag);
      EXPECT_EQ(equal, string_at(test, "result") == "valid") << test.at("tcId").as_int64();
      ++checked;
    }
  }
  EXPECT_EQ(checked, at_or_null(vectors, "numberOfTests").as_int64());
}

TEST(ADigest, ComesOnlyFromThirtyTwoBytes) {
  const Digest digest = sha256("abc");
  EXPECT_EQ(digest_from(bytes_of(digest)), digest);
  EXPECT_EQ(digest_from(bytes_of(digest).substr(1)), std::nullopt);
  EXPECT_EQ(digest_from(std::string(33, 'x')), std::nullopt);
  EXPECT_EQ(digest_from(""), std::nullopt);
}

TEST(Hex, IsLowerCaseAndReadsBothCases) {
  EXPECT_EQ(hex(std::string_view("\x00\xfe\x9a", 3)), "00fe9a");
  EXPECT_EQ(from_hex("00FE9a"), std::string("\x00\xfe\x9a", 3));
  EXPECT_EQ(hex(""), "");
  EXPECT_EQ(from_hex(""), "");
}

TEST(Hex, OfOddLengthOrWithOtherCharactersIsRefused) {
  for (const char* bad : {"0", "abc", "0g", "0x00", " 00", "00 ", "00\n0", "é0", "0\xff"}) {
    EXPECT_EQ(from_hex(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(from_hex(std::string_view("00\0\0", 4)), std::nullopt);
}

// RFC 4648, section 10.
TEST(Base64, OfThePublishedExamples) {
  const std::pair<const char*, const char*> kExamples[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, spelled] : kExamples) {
    EXPECT_EQ(base64(plain), spelled);
    EXPECT_EQ(from_base64(spelled), plain);
  }
}

TEST(Base64, OfTheUrlAlphabetHasNoPadding) {
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(base64("\xfb\xff"), "+/8=");
}

// One spelling for each value: otherwise two texts would be the same key.
TEST(Base64, LooseSpellingsAreRefused) {
  for (const char* bad : {"Zg", "Zg=", "Zg===", "Z", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Zm 9",
                          "-_8=", "Z===", "====", "Zg==Zg==", "Zm9v=", "Zé=="}) {
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
  }
}

RC_GTEST_PROP(Spellings, OfAnyBytesReadBack, (const std::string& bytes)) {
  RC_ASSERT(from_hex(hex(bytes)) == bytes);
  RC_ASSERT(from_base64(base64(bytes)) == bytes);
  RC_ASSERT(base64url(bytes).find_first_of("+/=") == std::string::npos);
}

RC_GTEST_PROP(Spellings, ThatAreReadAreTheOnlyOnes, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AZaz09+/=g-_ ")));
  if (const auto bytes = from_base64(text)) RC_ASSERT(base64(*bytes) == text);
}

TEST(EqualInConstantTime, TellsLengthAndContentApart) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreu"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
  EXPECT_FALSE(equal_in_constant_time("", "s"));
}

}  // namespace
}  // namespace gh
