// The language of the scenarios itself: a scenario that can't fail proves nothing.
#include <gtest/gtest.h>

#include "scenarios/companies.h"
#include "scenarios/matching.h"
#include "scenarios/values.h"

namespace gh::scenarios {
namespace {

Values values_of(const char* known) {
  Values values(".", [](const std::string& name) {
    return name == "登记员甲" ? parse_json(R"({"office":"o1"})") : json::value(nullptr);
  });
  values.set("reg", parse_json(known));
  values.clock_is(*parse_instant("2026-09-21T18:00:00Z"));
  return values;
}

TEST(Language, AReferenceGivesTheValueAndInATextItsWords) {
  const Values values = values_of(R"({"id":"c1","version":3,"list":["a",{"b":true}]})");
  EXPECT_EQ(values.resolved(parse_json(R"(["$reg.version","/cases/${reg.id}/x","$reg.list.1.b","$登记员甲.office"])")),
            parse_json(R"([3,"/cases/c1/x",true,"o1"])"));
  EXPECT_THROW(values.resolved(json::value("$reg.none")), std::runtime_error);
  EXPECT_THROW(values.resolved(json::value("$nobody")), std::runtime_error);
}

TEST(Language, TodayIsTheCitysDay) {
  const Values values = values_of("{}");
  EXPECT_EQ(values.resolved_text("${today} ${today+10}T17:00:00+08:00 ${today-22}"),
            "2026-09-22 2026-10-02T17:00:00+08:00 2026-08-31");
}

TEST(Language, AnAmendmentReplacesMembersAndNullTakesThemAway) {
  EXPECT_EQ(amended(parse_json(R"({"a":1,"b":{"c":2,"d":3}})"), parse_json(R"({"a":null,"b":{"c":4}})")),
            parse_json(R"({"b":{"c":4,"d":3}})"));
}

TEST(Language, CompaniesHaveCodesThatCheck) {
  EXPECT_EQ(organisation_code_check("D2143569"), 'X');
  EXPECT_EQ(credit_code_check("91350100M000100Y4"), '3');
  const json::value made =
      values_of("{}").resolved(parse_json(R"({"$companies":{"first":7,"count":2,"with":{"good_years":2}}})"));
  ASSERT_EQ(made.as_array().size(), 2U);
  EXPECT_EQ(made.as_array()[1].at("good_years").as_int64(), 2);
  EXPECT_EQ(made.as_array()[0].at("credit_code"), company(7).at("credit_code"));
}

TEST(Language, AnExpectationThatDoesNotHoldIsTold) {
  const json::value content =
      parse_json(R"({"state":"open","items":[{"id":1,"kind":"a"},{"id":2,"kind":"b"}],"none":null})");
  const auto wrong = [&](const char* expected) { return mismatches(content, parse_json(expected).as_object()); };
  EXPECT_EQ(wrong(R"({"/state":"open","/items":{"count":2},"/items/1/id":{"at_least":2}})"), "");
  EXPECT_EQ(wrong(R"({"/none":{"absent":true},"/gone":{"absent":true}})"), "");
  EXPECT_EQ(wrong(R"({"/items":{"some":{"id":2,"kind":"b"}},"/state":{"one_of":["open","shut"]}})"), "");
  EXPECT_NE(wrong(R"({"/state":"shut"})"), "");
  EXPECT_NE(wrong(R"({"/gone":1})"), "");
  EXPECT_NE(wrong(R"({"/items":{"some":{"id":1,"kind":"b"}}})"), "");
  EXPECT_NE(wrong(R"({"/items":{"none":{"id":1}}})"), "");
  EXPECT_EQ(wrong(R"({"/items":{"some":{"kind":{"one_of":["b","c"]}}},"/state":{"contains":["op","en"]}})"), "");
  EXPECT_NE(wrong(R"({"/state":{"contains":["op","shut"]}})"), "");
  EXPECT_NE(wrong(R"({"/items":{"count":1}})"), "");
  EXPECT_NE(wrong(R"({"/state":{"absent":true}})"), "");
}

TEST(Language, ARefusalIsHeldByStatusCodeRuleFieldAndClause) {
  const json::value problem = parse_json(
      R"({"code":"condition-failed","errors":[{"field":"/form/members","rule":"min_members","clause":"三(二)2"},)"
      R"({"field":"","rule":"x","clause":""}]})");
  const auto wrong = [&](const char* expected) {
    return refusal_mismatches(422, problem, parse_json(expected).as_object());
  };
  EXPECT_EQ(
      wrong(
          R"({"status":422,"code":"condition-failed","rule":"min_members","field":"/form/members","cites":"三(二)2"})"),
      "");
  EXPECT_NE(wrong(R"({"status":409})"), "");
  EXPECT_NE(wrong(R"({"code":"conflict"})"), "");
  EXPECT_NE(wrong(R"({"rule":"x","field":"/form/members"})"), "");
  EXPECT_NE(wrong(R"({"cites":"三(二)1"})"), "");
}

}  // namespace
}  // namespace gh::scenarios
