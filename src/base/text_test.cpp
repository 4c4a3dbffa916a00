// Well-formed UTF-8, search bigrams and percent-encoding.
#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "base/json.h"
#include "base/shared_vectors.h"

namespace gh {
namespace {

using Pairs = std::vector<std::string>;

std::string encoded(char32_t point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F))};
  if (point < 0x10000) {
    return {byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F))};
  }
  return {byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)), byte(0x80 | (point >> 6 & 0x3F)),
          byte(0x80 | (point & 0x3F))};
}

TEST(Utf8, EveryScalarValueIsWellFormedAndNoSurrogateIs) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    ASSERT_EQ(is_utf8(encoded(point)), !surrogate) << std::hex << static_cast<std::uint32_t>(point);
  }
  EXPECT_FALSE(is_utf8(encoded(0x110000)));
}

TEST(Utf8, OverlongTruncatedAndStrayBytesAreRefused) {
  for (const char* bad : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
                          "\xF0\x8F\xBF\xBF", "\x80", "\xBF", "\xE4\xBD", "\xE4", "\xF0\x9F\x98", "\xC3", "\xC3(",
                          "\xE4\xBD(", "\xFE", "\xFF", "\xF5\x80\x80\x80", "佛山\xE9"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

TEST(Utf8, EmptyTextAndNulAreWellFormed) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
}

TEST(CodePoints, CountCharactersAndNotBytes) {
  EXPECT_EQ(code_points(""), 0U);
  EXPECT_EQ(code_points("佛山abc"), 5U);
  EXPECT_EQ(code_points("😀𠮷"), 2U);
}

TEST(Bigrams, ANameGivesItsOverlappingPairs) { EXPECT_EQ(bigrams("佛山陶瓷"), (Pairs{"佛山", "山陶", "陶瓷"})); }

TEST(Bigrams, ALoneCharacterStandsForItself) {
  EXPECT_EQ(bigrams("陶"), Pairs{"陶"});
  EXPECT_EQ(bigrams("陶 瓷业"), (Pairs{"陶", "瓷业"}));
  EXPECT_EQ(bigrams("𠮷"), Pairs{"𠮷"});
}

TEST(Bigrams, LettersAreLowerCasedAndPairWithTheirNeighbours) {
  EXPECT_EQ(bigrams("LED照明"), (Pairs{"le", "ed", "d照", "照明"}));
  EXPECT_EQ(bigrams("3D打印"), (Pairs{"3d", "d打", "打印"}));
}

TEST(Bigrams, FullWidthLettersAndDigitsFindTheSameAsAscii) { EXPECT_EQ(bigrams("ＬＥＤ１２"), bigrams("led12")); }

TEST(Bigrams, PunctuationAndSpacesOfBothWidthsSeparate) {
  for (const char* mark : {" ",  "\t", "\n", "-",  "_",  "(",  "。", "，", "、", "（",           "《", "　", "·",
                           "・", "—",  "“",  "：", "？", "～", "￥", "〔", "|",  "\xEF\xBB\xBF", "→",  "……"}) {
    EXPECT_EQ(bigrams(std::string("佛山") + mark + "陶瓷"), (Pairs{"佛山", "陶瓷"})) << mark;
  }
}

TEST(Bigrams, CharactersThatOnlyLookLikePunctuationStayInTheWord) {
  EXPECT_EQ(bigrams("人々"), Pairs{"人々"});
  EXPECT_EQ(bigrams("二〇"), Pairs{"二〇"});
  EXPECT_EQ(bigrams("ação"), (Pairs{"aç", "çã", "ão"}));
}

TEST(Bigrams, NothingComesOfNothing) {
  EXPECT_TRUE(bigrams("").empty());
  EXPECT_TRUE(bigrams(" 。，（） ").empty());
}

TEST(Bigrams, IllFormedBytesOnlySeparate) { EXPECT_EQ(bigrams("佛山\xFF陶瓷\xE9"), (Pairs{"佛山", "陶瓷"})); }

TEST(Bigrams, NaughtyStringsGiveWellFormedPairsOfAtMostTwoCharacters) {
  const auto file = shared_vector("vectors/text/blns.json");
  if (!file) GTEST_SKIP() << "vectors/text/blns.json doesn't lie in the shared data";
  const json::value strings = parse_json(*file);
  for (const json::value& entry : strings.as_array()) {
    for (const std::string& pair : bigrams(std::string_view(entry.as_string()))) {
      ASSERT_TRUE(is_utf8(pair));
      ASSERT_GE(code_points(pair), 1U);
      ASSERT_LE(code_points(pair), 2U);
    }
  }
}

// What search relies on: a word inside a name is found by the word's own pairs.
RC_GTEST_PROP(Bigrams, AWordsPairsStandAmongThoseOfEveryNameThatHoldsIt, ()) {
  const auto points = rc::gen::container<std::vector<char32_t>>(rc::gen::inRange<char32_t>(0x4E00, 0x4E20));
  const auto spelled = [](const std::vector<char32_t>& from) {
    std::string out;
    for (const char32_t point : from) out += encoded(point);
    return out;
  };
  const std::string word = spelled(*rc::gen::suchThat(points, [](const auto& v) { return v.size() >= 2; }));
  const Pairs all = bigrams(spelled(*points) + word + spelled(*points));
  for (const std::string& pair : bigrams(word)) {
    RC_ASSERT(std::find(all.begin(), all.end(), pair) != all.end());
  }
}

TEST(UrlEncode, UnreservedCharactersStandAndAllOthersAreEscaped) {
  EXPECT_EQ(url_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(url_encode("a b/c?d=e&f+%"), "a%20b%2Fc%3Fd%3De%26f%2B%25");
  EXPECT_EQ(url_encode("佛"), "%E4%BD%9B");
  EXPECT_EQ(url_encode(std::string_view("\0\r\n", 3)), "%00%0D%0A");
}

TEST(UrlEncode, EveryByteThatIsNoUnreservedCharacterBecomesThreeCharacters) {
  const std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  for (int byte = 0; byte < 256; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    EXPECT_EQ(url_encode(one).size(), unreserved.find(one) == std::string_view::npos ? 3U : 1U) << byte;
  }
}

}  // namespace
}  // namespace gh
