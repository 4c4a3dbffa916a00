// Canonical writing (RFC 8785), and that whatever is written reads back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cmath>
#include <limits>

#include "base/digest.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/shared_vectors.h"

namespace gh {
namespace {

std::string canonical(std::string_view text, bool integers_only = false) {
  return canonical_json(parse_json(text), integers_only);
}

std::string canonical_refused_by(const json::value& value, bool integers_only) {
  try {
    canonical_json(value, integers_only);
    return "";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
    return problem.errors().at(0).rule;
  }
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(CanonicalJson, OfEveryPublishedExample) {
  const auto file = shared_vector("vectors/json/rfc8785-jcs.json");
  if (!file) GTEST_SKIP() << "vectors/json/rfc8785-jcs.json doesn't lie in the shared data";
  const json::value examples = parse_json(*file);
  ASSERT_FALSE(examples.as_array().empty());
  for (const json::value& example : examples.as_array()) {
    const auto input = from_base64(string_at(example, "input_base64"));
    const auto output = from_hex(string_at(example, "output_hex"));
    ASSERT_TRUE(input && output) << string_at(example, "name");
    EXPECT_EQ(canonical(*input), *output) << string_at(example, "name");
    EXPECT_EQ(canonical(*output), *output) << string_at(example, "name");
  }
}

// RFC 8785, appendix B: bits of the double, and how ECMAScript prints it.
TEST(CanonicalJson, PrintsTheNumbersOfAppendixB) {
  const std::pair<std::uint64_t, const char*> kNumbers[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"},
  };
  for (const auto& [bits, printed] : kNumbers) EXPECT_EQ(canonical_json(std::bit_cast<double>(bits)), printed);
}

TEST(CanonicalJson, OfWhatIsNoNumberIsRefused) {
  EXPECT_EQ(canonical_refused_by(std::numeric_limits<double>::infinity(), false), "number-range");
  EXPECT_EQ(canonical_refused_by(std::nan(""), false), "number-range");
}

TEST(CanonicalJson, PrintsIntegersPastTheDoublesAsEcmascriptReadsThem) {
  EXPECT_EQ(canonical("9007199254740993"), "9007199254740992");
  EXPECT_EQ(canonical("18446744073709551615"), "18446744073709552000");
}

TEST(CanonicalJson, OfALeafHoldsIntegersOnly) {
  EXPECT_EQ(canonical(R"({"n":[0,-1,9007199254740991,-9007199254740991,56.0,-0.0]})", true),
            R"({"n":[0,-1,9007199254740991,-9007199254740991,56,0]})");
  for (const char* bad : {"1.5", "9007199254740992", "-9007199254740992", "1e300", "18446744073709551615", "5e-324"}) {
    EXPECT_EQ(canonical_refused_by(json::array{parse_json(bad)}, true), "no-fractions") << bad;
  }
}

TEST(CanonicalJson, OrdersKeysByTheirUtf16Units) {
  // U+FFFD sorts after every character that UTF-16 spells with surrogates, though its code point is smaller.
  EXPECT_EQ(
      canonical(R"({"\ufffd":1,"\ud83d\ude00":2,"é":3,"":4,"a":5,"aa":6,"A":7,"\ue000":8,"\ud7ff":9})"),
      "{\"\":4,\"A\":7,\"a\":5,\"aa\":6,\"é\":3,\"\xED\x9F\xBF\":9,\"😀\":2,\"\xEE\x80\x80\":8,\"\xEF\xBF\xBD\":1}");
}

TEST(CanonicalJson, EscapesOnlyWhatItMust) {
  EXPECT_EQ(canonical(R"("\u0001\u001f\b\f\n\r\t\"\\\/\u007f\u2028€")"),
            "\"\\u0001\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\x7f\xE2\x80\xA8€\"");
}

TEST(CanonicalJson, OfTextThatIsNoUtf8OrTooDeepIsRefused) {
  EXPECT_EQ(canonical_refused_by("\xFF", false), "utf-8");
  EXPECT_EQ(canonical_refused_by(json::object{{"\xED\xA0\x80", 1}}, false), "utf-8");
  json::value deep = parse_json(nested(kJsonDepthMax));
  EXPECT_EQ(canonical_json(deep), nested(kJsonDepthMax));
  EXPECT_EQ(canonical_refused_by(json::array{deep}, false), "depth");
}

TEST(CanonicalJson, OfNaughtyStringsReadsBackUnchanged) {
  const auto file = shared_vector("vectors/text/blns.json");
  if (!file) GTEST_SKIP() << "vectors/text/blns.json doesn't lie in the shared data";
  const json::value strings = parse_json(*file);
  EXPECT_GT(strings.as_array().size(), 500U);
  json::object as_keys;
  for (const json::value& string : strings.as_array()) {
    EXPECT_EQ(parse_json(canonical_json(string)), string);
    as_keys.emplace(string.as_string(), string);
  }
  EXPECT_EQ(parse_json(canonical_json(strings)), strings);
  EXPECT_EQ(parse_json(canonical_json(as_keys)), json::value(as_keys));
}

// A text of well-formed characters without U+0000, from all planes.
rc::Gen<std::string> texts() {
  const auto character = rc::gen::elementOf(
      std::vector<std::string>{"a", "Z", "0", "\"", "\\", "/", "\n", "\x01", "\x7f", "é", "佛", "山", "\xED\x9F\xBF",
                               "\xEE\x80\x80", "\xEF\xBF\xBD", "😀", "\xF4\x8F\xBF\xBF"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(character), [](const auto& parts) {
    std::string out;
    for (const auto& part : parts) out += part;
    return out;
  });
}

json::value any_value(int levels) {
  switch (*rc::gen::inRange(0, levels > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::inRange<std::int64_t>(-9007199254740991, 9007199254740992);
    case 3:
      return std::bit_cast<double>(*rc::gen::suchThat(rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t bits) {
        return std::isfinite(std::bit_cast<double>(bits));
      }));
    case 4:
      return json::value(*texts());
    case 5: {
      json::array out;
      const int size = *rc::gen::inRange(0, 4);
      for (int i = 0; i < size; ++i) out.push_back(any_value(levels - 1));
      return out;
    }
    default: {
      json::object out;
      const int size = *rc::gen::inRange(0, 4);
      for (int i = 0; i < size; ++i) out[*texts()] = any_value(levels - 1);
      return out;
    }
  }
}

RC_GTEST_PROP(CanonicalJson, IsAFixedPointOfReadingAndWriting, ()) {
  const std::string once = canonical_json(any_value(3));
  RC_ASSERT(canonical(once) == once);
}

RC_GTEST_PROP(CanonicalJson, OfADoubleReadsBackToTheSameBits, (std::uint64_t bits)) {
  const double number = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(number) && number != 0);
  const json::value back = parse_json(canonical_json(number));
  RC_ASSERT(back.to_number<double>() == number);
}

RC_GTEST_PROP(CanonicalJson, DoesNotDependOnTheOrderOfMembers, ()) {
  const auto keys = *rc::gen::unique<std::vector<std::string>>(texts());
  json::object forward;
  json::object backward;
  for (std::size_t i = 0; i < keys.size(); ++i) forward[keys[i]] = i;
  for (std::size_t i = keys.size(); i > 0; --i) backward[keys[i - 1]] = i - 1;
  RC_ASSERT(canonical_json(forward) == canonical_json(backward));
}

// Whatever comes, it is read or refused as malformed; nothing else is thrown.
RC_GTEST_PROP(ReadingJson, OfDamagedTextIsReadOrRefused, ()) {
  std::string text = canonical_json(any_value(3));
  const int wounds = *rc::gen::inRange(1, 4);
  for (int i = 0; i < wounds && !text.empty(); ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    if (*rc::gen::arbitrary<bool>()) {
      text.erase(at, 1);
    } else {
      text[at] = *rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("{}[],:\"\\0e-.u")));
    }
  }
  try {
    const json::value value = parse_json(text);
    RC_ASSERT(canonical(canonical_json(value)) == canonical_json(value));
  } catch (const Problem& problem) {
    RC_ASSERT(problem.code() == ProblemCode::kMalformed);
  }
}

}  // namespace
}  // namespace gh
