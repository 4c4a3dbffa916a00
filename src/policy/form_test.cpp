// What a filled-in form is told: every fault at once, with its field, its rule, its clause and both languages.
#include "policy/form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <thread>

#include "policy/form_texts.h"
#include "policy/formats.h"

namespace gh::policy {
namespace {

std::map<std::string, Catalogue> catalogues() {
  Catalogue out;
  out.id = "trades";
  for (const char* code : {"01", "C", "C13"}) out.rows.push_back({code, {}, {}, Standing::kVerified, ""});
  return {{"trades", out}};
}

std::shared_ptr<const Form> form_of(const std::string& properties, const std::string& more = "") {
  return make_form("test",
                   parse_json(R"({"type":"object","additionalProperties":false,"x-cites":["一"],"properties":{)" +
                              properties + "}" + (more.empty() ? "" : "," + more) + "}")
                       .as_object(),
                   catalogues());
}

// "pointer rule" of each fault, in the order told.
std::vector<std::string> told(const Form& form, std::string_view value) {
  std::vector<std::string> out;
  for (const FieldError& fault : form.faults(parse_json(value))) out.push_back(fault.field + " " + fault.rule);
  return out;
}
using Faults = std::vector<std::string>;

TEST(FormFaults, NoneForARightForm) {
  const auto form = form_of(R"("name":{"type":"string","minLength":2},"count":{"type":"integer","minimum":1})",
                            R"("required":["name"])");
  EXPECT_EQ(told(*form, R"({"name":"佛山","count":3})"), Faults{});
  EXPECT_EQ(told(*form, R"({"name":"佛山"})"), Faults{});
}

TEST(FormFaults, EveryMissingFieldIsToldByItself) {
  const auto form =
      form_of(R"("a":{"type":"string"},"b":{"type":"string"},"c":{"type":"string"})", R"("required":["a","b","c"])");
  EXPECT_EQ(told(*form, R"({"b":"x"})"), (Faults{"/a required", "/c required"}));
}

TEST(FormFaults, AllAreToldAtOnce) {
  const auto form =
      form_of(R"("a":{"type":"integer","minimum":5},"b":{"type":"string","maxLength":2},"c":{"type":"string"})",
              R"("required":["c"])");
  Faults faults = told(*form, R"({"a":1,"b":"xyz","d":true})");
  std::sort(faults.begin(), faults.end());
  EXPECT_EQ(faults, (Faults{"/a minimum", "/b maxLength", "/c required", "/d unknown-field"}));
}

struct Keyword {
  const char* schema;  // of the field f
  const char* wrong;
  const char* right;
  const char* told;
};
class EachKeyword : public testing::TestWithParam<Keyword> {};
TEST_P(EachKeyword, RefusesAndAccepts) {
  const Keyword& k = GetParam();
  const auto form =
      form_of(std::string(R"("f":)") + k.schema, R"("definitions":{"two":{"type":"string","minLength":2}})");
  EXPECT_EQ(told(*form, std::string(R"({"f":)") + k.wrong + "}"), Faults{k.told}) << k.schema;
  EXPECT_EQ(told(*form, std::string(R"({"f":)") + k.right + "}"), Faults{}) << k.schema;
}
const Keyword kKeywords[] = {
    {R"({"type":"integer"})", R"("1")", "1", "/f type"},
    {R"({"type":"integer"})", "1.5", "0", "/f type"},
    {R"({"type":"string"})", "1", R"("1")", "/f type"},
    {R"({"type":"string"})", "null", R"("")", "/f type"},
    {R"({"type":"boolean"})", R"("true")", "true", "/f type"},
    {R"({"type":["string","null"]})", "1", "null", "/f type"},
    {R"({"enum":["a","b"]})", R"("c")", R"("b")", "/f enum"},
    {R"({"const":true})", "false", "true", "/f const"},
    {R"({"minimum":3})", "2", "3", "/f minimum"},
    {R"({"maximum":3})", "4", "3", "/f maximum"},
    {R"({"exclusiveMinimum":3})", "3", "4", "/f exclusiveMinimum"},
    {R"({"exclusiveMaximum":3})", "3", "2", "/f exclusiveMaximum"},
    {R"({"multipleOf":5})", "7", "10", "/f multipleOf"},
    {R"({"minLength":2})", R"("佛")", R"("佛山")", "/f minLength"},
    {R"({"maxLength":2})", R"("佛山市")", R"("佛山")", "/f maxLength"},
    {R"({"pattern":"^[一-龥]+协会$"})", R"("abc协会")", R"("陶瓷协会")", "/f pattern"},
    {R"({"format":"day"})", R"("2026-02-30")", R"("2026-02-28")", "/f format"},
    {R"({"minItems":1})", "[]", "[1]", "/f minItems"},
    {R"({"maxItems":1})", "[1,2]", "[1]", "/f maxItems"},
    {R"({"uniqueItems":true})", R"([1,{"a":1},{"a":1}])", R"([1,{"a":1},{"a":2}])", "/f uniqueItems"},
    {R"({"contains":{"const":1}})", "[2]", "[2,1]", "/f contains"},
    {R"({"items":{"type":"integer"}})", R"([1,"x"])", "[1,2]", "/f/1 type"},
    {R"({"items":[{"type":"integer"},{"type":"string"}]})", R"([1,2])", R"([1,"x",true])", "/f/1 type"},
    {R"({"items":[{"type":"integer"}],"additionalItems":false})", "[1,2]", "[1]", "/f maxItems"},
    {R"({"minProperties":1})", "{}", R"({"a":1})", "/f minProperties"},
    {R"({"maxProperties":1})", R"({"a":1,"b":2})", R"({"a":1})", "/f maxProperties"},
    {R"({"additionalProperties":{"type":"integer"}})", R"({"a/b":"x"})", R"({"a/b":1})", "/f/a~1b type"},
    {R"({"properties":{"a":{"minimum":2}}})", R"({"a":1})", R"({"a":2})", "/f/a minimum"},
    {R"({"required":["a"]})", "{}", R"({"a":2})", "/f/a required"},
    {R"({"dependencies":{"a":["b"]}})", R"({"a":1})", R"({"a":1,"b":1})", "/f/b required"},
    {R"({"dependencies":{"a":{"required":["c"]}}})", R"({"a":1})", R"({"b":1})", "/f/c required"},
    {R"({"allOf":[{"minimum":1},{"maximum":3}]})", "4", "3", "/f maximum"},
    {R"({"anyOf":[{"type":"integer"},{"type":"boolean"}]})", R"("x")", "true", "/f anyOf"},
    {R"({"oneOf":[{"minimum":3},{"maximum":5}]})", "4", "6", "/f oneOf"},
    {R"({"not":{"pattern":"中国|全国"}})", R"("中国协会")", R"("佛山协会")", "/f not"},
    {R"({"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}})", "15", "20", "/f multipleOf"},
    {R"({"if":{"minimum":10},"then":{"multipleOf":10},"else":{"maximum":5}})", "6", "5", "/f maximum"},
    {R"({"$ref":"#/definitions/two"})", R"("x")", R"("xy")", "/f minLength"},
    {R"({"type":"string","x-catalogue":"trades"})", R"("C14")", R"("C13")", "/f catalogue"},
    {R"({"type":"array","items":{"type":"string","x-catalogue":"trades"}})", R"(["01","02"])", R"(["01","C"])",
     "/f/1 catalogue"},
};
INSTANTIATE_TEST_SUITE_P(FormFaults, EachKeyword, testing::ValuesIn(kKeywords));

TEST(FormFaults, AFieldNobodyMayFillIn) { EXPECT_EQ(told(*form_of(R"("f":false)"), R"({"f":1})"), Faults{"/f false"}); }

TEST(FormFaults, WhatIsNoObjectAtAll) {
  EXPECT_EQ(told(*form_of(R"("f":{"type":"string"})"), "[1]"), Faults{" type"});
  EXPECT_EQ(told(*form_of(R"("f":{"type":"string"})"), "null"), Faults{" type"});
}

TEST(FormFaults, NameTheClauseOfTheFieldOrOfWhatIsAroundIt) {
  const auto form = form_of(
      R"("a":{"type":"integer","x-cites":["二","三"]},"b":{"type":"array","x-cites":["四"],"items":{"type":"integer"}},
         "c":{"type":"integer"})",
      R"("required":["a"])");
  const auto faults = form->faults(parse_json(R"({"b":["x"],"c":"x"})"));
  ASSERT_EQ(faults.size(), 3U);
  for (const FieldError& fault : faults)
    EXPECT_EQ(fault.clause, fault.field == "/a" ? "二" : fault.field == "/b/0" ? "四" : "一") << fault.field;
}

TEST(FormFaults, SpeakBothLanguagesAndNameTheField) {
  const auto form =
      form_of(R"("n":{"type":"integer","minimum":30,"x-title":{"zh":"会员数","en":"members"}},"m":{"type":"integer"})");
  const auto faults = form->faults(parse_json(R"({"n":29,"m":"x"})"));
  ASSERT_EQ(faults.size(), 2U);
  const FieldError& named = faults[0].field == "/n" ? faults[0] : faults[1];
  const FieldError& unnamed = faults[0].field == "/n" ? faults[1] : faults[0];
  EXPECT_EQ(named.says, (Text{"「会员数」不得小于30", "“members” must be at least 30"}));
  EXPECT_EQ(unnamed.says, (Text{"此项类型应为整数", "this must be a whole number"}));
}

TEST(FormFaults, AreLimitedInNumber) {
  const auto form = form_of(R"("list":{"type":"array","items":{"type":"integer"}})");
  std::string value = R"({"list":["x")";
  for (int i = 0; i < 5000; ++i) value += R"(,"x")";
  EXPECT_EQ(told(*form, value + "]}").size(), kFaultsOfFormMax);
}

TEST(FormFaults, ALongTextIsNotTriedOnAPattern) {
  const auto form = form_of(R"("f":{"type":"string","pattern":"^(a|b)*$"})");
  EXPECT_EQ(told(*form, R"({"f":")" + std::string(kPatternTextMax, 'a') + "\"}"), Faults{});
  EXPECT_EQ(told(*form, R"({"f":")" + std::string(1'000'000, 'a') + "\"}"), Faults{"/f maxLength"});
}

// So long that comparing each with each would take the better part of an hour.
TEST(FormFaults, LongListsAreCompared) {
  const auto form = form_of(R"("f":{"type":"array","uniqueItems":true})");
  std::string value = R"({"f":[0)";
  for (int i = 1; i < 1'000'000; ++i) value += "," + std::to_string(i);
  EXPECT_EQ(told(*form, value + "]}"), Faults{});
  EXPECT_EQ(told(*form, value + ",0]}"), Faults{"/f uniqueItems"});
}

RC_GTEST_PROP(FormFaults, NeverThrowWhateverIsSent, ()) {
  static const auto form = form_of(
      R"("a":{"type":"string","format":"day"},"b":{"type":"array","items":{"type":"integer"},"uniqueItems":true},
         "c":{"type":"object","properties":{"d":{"type":"string","pattern":"^x"}}})",
      R"("required":["a"])");
  const auto scalar = [] {
    return *rc::gen::element<std::string>("1", "-5", "1.5", "null", "true", "\"\"", "\"2026-01-01\"", "\"x\"", "[]",
                                          "{}", "[1,1]", "{\"d\":1}", "{\"d\":\"x\"}", "[\"佛\",null]");
  };
  const std::string value = R"({"a":)" + scalar() + R"(,"b":)" + scalar() + R"(,"c":)" + scalar() + "}";
  const auto faults = form->faults(parse_json(value));
  for (const FieldError& fault : faults) {
    RC_ASSERT(!fault.rule.empty());
    RC_ASSERT(!fault.says.zh.empty());
    RC_ASSERT(!fault.says.en.empty());
  }
}

TEST(FormFaults, ManyThreadsShareOneForm) {
  const auto form = form_of(R"("f":{"type":"string","pattern":"^[0-9]+$"},"g":{"type":"integer"})");
  const json::value right = parse_json(R"({"f":"123","g":1})");
  const json::value wrong = parse_json(R"({"f":"x","g":"1"})");
  std::atomic<int> as_expected = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i)
        if (form->faults(right).empty() && form->faults(wrong).size() == 2) ++as_expected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(as_expected, 4000);
}

constexpr const char* kSeen = R"("name":{"type":"string","x-public":true},
    "phone":{"type":"string","x-personal":true},
    "note":{"type":"string"},
    "address":{"type":"object","properties":{"city":{"type":"string","x-public":true},"door":{"type":"string"}}},
    "people":{"type":"array","items":{"type":"object","properties":{
        "name":{"type":"string","x-personal":true},"post":{"type":"string","x-public":true}}}},
    "terms":{"type":"object","x-public":true,"properties":{"price":{"type":"integer"},
        "secret":{"type":"string","x-public":false},"contact":{"type":"string","x-personal":true,"x-public":true}}})";
constexpr const char* kFilled = R"({"name":"协会","phone":"1","note":"n","address":{"city":"佛山","door":"3"},
    "people":[{"name":"甲","post":"会长"},{"name":"乙"}],"terms":{"price":5,"secret":"s","contact":"c"}})";

TEST(FormParts, PublicIsWhatIsMarkedAndNeverWhatIsPersonal) {
  const auto form = form_of(kSeen);
  EXPECT_EQ(
      form->public_part(parse_json(kFilled).as_object()),
      parse_json(R"({"name":"协会","address":{"city":"佛山"},"people":[{"post":"会长"},null],"terms":{"price":5}})"));
  EXPECT_EQ(form->public_part(parse_json(R"({"phone":"1","address":{"door":"3"}})").as_object()), json::object{});
}

TEST(FormParts, ImpersonalIsAllButThePersonal) {
  const auto form = form_of(kSeen);
  EXPECT_EQ(form->impersonal_part(parse_json(kFilled).as_object()), parse_json(R"({"name":"协会","note":"n",
      "address":{"city":"佛山","door":"3"},"people":[{"post":"会长"},{}],"terms":{"price":5,"secret":"s"}})"));
}

TEST(FormParts, MarksReachThroughReferencesAndBranches) {
  const auto form = make_form("test",
                              parse_json(R"({"type":"object","properties":{"a":{"$ref":"#/definitions/person"}},
      "allOf":[{"properties":{"b":{"x-public":true}}}],"if":{"required":["c"]},
      "then":{"properties":{"c":{"x-personal":true}}},
      "definitions":{"person":{"type":"object","properties":{"id":{"x-personal":true},"post":{"x-public":true}}}}})")
                                  .as_object(),
                              {});
  const json::object value = parse_json(R"({"a":{"id":"1","post":"p"},"b":2,"c":3})").as_object();
  EXPECT_EQ(form->public_part(value), parse_json(R"({"a":{"post":"p"},"b":2})"));
  EXPECT_EQ(form->impersonal_part(value), parse_json(R"({"a":{"post":"p"},"b":2})"));
}

struct Shape {
  const char* format;
  const char* text;
  bool fits;
};
TEST(Formats, TellWhatFits) {
  for (const Shape& shape : {Shape{"day", "2026-02-28", true},
                             Shape{"day", "2026-02-29", false},
                             Shape{"day", "2026-2-1", false},
                             Shape{"date", "2024-02-29", true},
                             Shape{"instant", "2026-09-21T17:00:00+08:00", true},
                             Shape{"instant", "2026-09-21", false},
                             Shape{"date-time", "2026-09-21T17:00:00Z", true},
                             Shape{"uuid", "01900000-0000-7000-8000-000000000000", true},
                             Shape{"uuid", "01900000", false},
                             Shape{"credit-code", "51440600MJL123456X", true},
                             Shape{"credit-code", "51440600MJL12345", false},
                             Shape{"credit-code", "51440600MJI123456X", false},
                             Shape{"credit-code", "51440600mjl123456x", false},
                             Shape{"email", "office@example.org", true},
                             Shape{"email", "office@localhost", false},
                             Shape{"email", "a@b@c.org", false},
                             Shape{"email", "@example.org", false},
                             Shape{"email", "a b@c.org", false},
                             Shape{"email", "a@.org", false},
                             Shape{"email", "a@", false}})
    EXPECT_EQ(find_format(shape.format)->matches(shape.text), shape.fits) << shape.format << " " << shape.text;
  EXPECT_EQ(find_format("telephone"), nullptr);
}

TEST(FormTexts, EveryRuleHasItsSentence) {
  const Text other = form_text("no such keyword", {}, nullptr);
  for (const char* keyword : {"required",
                              "unknown-field",
                              "type",
                              "enum",
                              "const",
                              "minimum",
                              "maximum",
                              "exclusiveMinimum",
                              "exclusiveMaximum",
                              "multipleOf",
                              "minLength",
                              "maxLength",
                              "pattern",
                              "catalogue",
                              "format",
                              "minItems",
                              "maxItems",
                              "uniqueItems",
                              "contains",
                              "minProperties",
                              "maxProperties",
                              "anyOf",
                              "oneOf",
                              "not",
                              "false"}) {
    const Text says = form_text(keyword, {}, "day");
    EXPECT_NE(says, other) << keyword;
    EXPECT_EQ(says.zh.find('{'), std::string::npos) << keyword;
  }
}

}  // namespace
}  // namespace gh::policy
