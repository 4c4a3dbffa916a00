// Strict reading of JSON, and look-ups.
#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <limits>

#include "base/problem.h"

namespace gh {
namespace {

// The rule by which `text` is refused, or "" when it is taken.
std::string refused_by(std::string_view text) {
  try {
    parse_json(text);
    return "";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kMalformed);
    EXPECT_EQ(problem.errors().size(), 1U);
    return problem.errors().at(0).rule;
  }
}

std::string nested_arrays(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(ReadingJson, TakesEveryKindOfValue) {
  const json::value value =
      parse_json(" {\"a\": [1, -2, 18446744073709551615, 1.5, true, false, null, \"佛\\u5c71\\n\"], \"b\": {}}\n");
  EXPECT_EQ(value.at("a").at(0), 1);
  EXPECT_EQ(value.at("a").at(1), -2);
  EXPECT_EQ(value.at("a").at(2), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(value.at("a").at(3), 1.5);
  EXPECT_EQ(value.at("a").at(4), true);
  EXPECT_TRUE(value.at("a").at(6).is_null());
  EXPECT_EQ(value.at("a").at(7), "佛山\n");
  EXPECT_TRUE(value.at("b").as_object().empty());
}

TEST(ReadingJson, TakesTheSameKeyInDifferentObjects) {
  EXPECT_EQ(refused_by(R"({"a": {"a": 1, "b": {"a": 2}}, "b": [{"a": 1}, {"a": 2}]})"), "");
}

TEST(ReadingJson, RefusesTheSameKeyTwiceHoweverItIsSpelled) {
  for (const char* bad : {R"({"a":1,"a":1})", R"({"a":1,"b":2,"a":3})", R"({"a":1,"\u0061":2})", R"({"":1,"":2})",
                          R"([{"x":{"k":1,"k":2}}])", R"({"a":{"b":1},"c":2,"a":{"b":1}})"}) {
    EXPECT_EQ(refused_by(bad), "duplicate-key") << bad;
  }
}

TEST(ReadingJson, RefusesMoreThanThirtyTwoLevels) {
  EXPECT_EQ(refused_by(nested_arrays(kJsonDepthMax)), "");
  EXPECT_EQ(refused_by(nested_arrays(kJsonDepthMax + 1)), "depth");
  EXPECT_EQ(refused_by(std::string(1'000'000, '[')), "depth");
  std::string objects;
  for (std::size_t i = 0; i <= kJsonDepthMax; ++i) objects += "{\"a\":";
  EXPECT_EQ(refused_by(objects), "depth");
}

TEST(ReadingJson, RefusesBytesThatAreNoUtf8) {
  for (const char* bad : {"\"\xFF\"", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE4\xBD\"",
                          "{\"\xFE\":1}", "\xFF"}) {
    EXPECT_EQ(refused_by(bad), "utf-8") << bad;
  }
}

TEST(ReadingJson, RefusesLoneSurrogatesAndTakesPairs) {
  for (const char* bad : {R"("\ud800")", R"("\udc00")", R"("\ud800a")", R"("\ud800\n")", R"("\ud800\u0061")",
                          R"("\ud800\ud800")", R"("\udc00\ud800")", R"({"\ud83d":1})"}) {
    EXPECT_EQ(refused_by(bad), "json") << bad;
  }
  EXPECT_EQ(parse_json(R"("\ud83d\ude00")"), "😀");
}

TEST(ReadingJson, RefusesNulInStringsAndKeys) {
  EXPECT_EQ(refused_by(R"("a\u0000b")"), "nul");
  EXPECT_EQ(refused_by(R"({"\u0000":1})"), "nul");
  EXPECT_EQ(refused_by(std::string_view("\"a\0b\"", 5)), "json");
}

TEST(ReadingJson, RefusesWhatIsNotExactlyOneText) {
  for (const char* bad : {"",          " ",
                          "{",         "}",
                          "[1,]",      "{\"a\":1,}",
                          "1 2",       "{}{}",
                          "[] x",      "nul",
                          "nulll",     "'a'",
                          "{a:1}",     "\"a",
                          "\"\\x\"",   "\"\\u12\"",
                          "\"\n\"",    "[1",
                          "// c\n1",   "1 // c",
                          "/* c */ 1", "\xEF\xBB\xBF{}",
                          "NaN",       "Infinity",
                          "-Infinity", "[1 2]",
                          "{\"a\" 1}", "{\"a\":}",
                          "{1:2}",     "tru",
                          "-"}) {
    EXPECT_EQ(refused_by(bad), "json") << bad;
  }
  EXPECT_EQ(refused_by(std::string_view("{}\0", 3)), "json");
}

TEST(ReadingJson, RefusesNumbersInSpellingsThatJsonLacks) {
  for (const char* bad : {"01", "+1", ".5", "1.", "1e", "1e+", "0x10", "1_000", "--1", "-01", "00"}) {
    EXPECT_EQ(refused_by(bad), "json") << bad;
  }
}

TEST(ReadingJson, RefusesNumbersThatNoDoubleHolds) {
  for (const char* bad : {"1e400", "-1e400", "1e99999999999999999999"}) EXPECT_NE(refused_by(bad), "") << bad;
  EXPECT_EQ(parse_json("1.7976931348623157e308"), std::numeric_limits<double>::max());
}

// The parser hands over escapes piece by piece: work per piece must not grow with what was read before.
TEST(ReadingJson, OfAMillionEscapesAndAMillionKeysTakesNoLongerThanItsLength) {
  std::string escapes = "\"";
  std::string keys = "{";
  for (int i = 0; i < 1'000'000; ++i) {
    escapes += "a\\n";
    keys += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
  }
  EXPECT_EQ(parse_json(escapes + "\"").as_string().size(), 2'000'000U);
  EXPECT_EQ(parse_json(keys + "}").as_object().size(), 1'000'000U);
}

// Digits whose nearest double is easily missed by one unit in the last place.
TEST(ReadingJson, GivesTheNearestDouble) {
  EXPECT_EQ(parse_json("9007199254740993.0"), 9007199254740992.0);
  EXPECT_EQ(parse_json("2.2250738585072011e-308"), 2.2250738585072011e-308);
  EXPECT_EQ(parse_json("7.3177701707893310e+15"), 7.3177701707893310e+15);
  EXPECT_EQ(parse_json("100000000000000016777215"), 100000000000000016777215.0);
  EXPECT_EQ(parse_json("4.9e-324"), std::numeric_limits<double>::denorm_min());
}

TEST(LookUps, GiveTheMemberOrNothing) {
  const json::value value = parse_json(R"({"name":"行会","count":3,"a/b":{"~":[10,20]}})");
  EXPECT_EQ(at_or_null(value, "count"), 3);
  EXPECT_TRUE(at_or_null(value, "absent").is_null());
  EXPECT_TRUE(at_or_null(at_or_null(value, "count"), "x").is_null());
  EXPECT_EQ(string_at(value, "name"), "行会");
  EXPECT_EQ(string_at(value, "count"), "");
  EXPECT_EQ(string_at(value, "absent"), "");
}

TEST(LookUps, ByPointerFollowRfc6901) {
  const json::value value = parse_json(R"({"":0,"a/b":{"~":[10,20]}})");
  EXPECT_EQ(find_pointer(value, ""), &value);
  ASSERT_NE(find_pointer(value, "/a~1b/~0/1"), nullptr);
  EXPECT_EQ(*find_pointer(value, "/a~1b/~0/1"), 20);
  EXPECT_EQ(*find_pointer(value, "/"), 0);
  for (const char* nowhere : {"/x", "/a~1b/~0/2", "/a~1b/~0/-", "/a~1b/~0/01", "/a~1b/~0/x", "a", "/a~2b", "//",
                              "/a~1b/~0/99999999999999999999999"}) {
    EXPECT_EQ(find_pointer(value, nowhere), nullptr) << nowhere;
  }
}

RC_GTEST_PROP(LookUps, FindEveryKeyByItsEscapedToken, ()) {
  const std::string key = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("~/01ab")));
  const json::value value = json::object{{key, "here"}};
  const json::value* found = find_pointer(value, "/" + pointer_token(key));
  RC_ASSERT(found != nullptr);
  RC_ASSERT(*found == "here");
}

}  // namespace
}  // namespace gh
