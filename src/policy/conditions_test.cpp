// What expressions of a pack can see and do, and everything they can't.
#include "policy/conditions.h"

#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <iostream>
#include <thread>

#include "base/assert.h"
#include "policy/fixture_pack.h"

namespace gh::policy {
namespace {

json::object object(std::string_view text) { return parse_json(text).as_object(); }

class ConditionsTest : public testing::Test {
 protected:
  ConditionsTest() {
    scope.form = &form;
    scope.act = &act;
    scope.acts = &acts;
    scope.case_file = &case_file;
    scope.actor = &actor;
    scope.applicant = "0190-applicant";
    scope.now = instant_of(1'790'000'000'000);
    scope.today = day_of(2026, 9, 21);
    scope.params_on = day_of(2026, 9, 21);
    scope.pack = pack.get();
    scope.ask = [this](std::string_view fact, const json::array& arguments) {
      asked.emplace_back(std::string(fact), arguments);
      return answer;
    };
  }

  json::value value(std::string_view expression) const { return conditions.evaluate(expression, scope); }
  bool holds(std::string_view expression) const { return conditions.holds(expression, scope); }

  std::shared_ptr<const Pack> pack = load_files(fixture::files(), fixture::offered()).pack;
  json::object form = object(R"({"name":"佛山陶瓷","members":30,"list":[3,1,3],"yes":true,"none":null,
      "founders":[{"code":"A","years":2},{"code":"B","years":5},{"code":"A","years":1}],"nested":{"deep":{"x":7}}})");
  json::object act = object(R"({"reason":"理由"})");
  json::object acts = object(R"({"accept":{"note":"ok"},"site-check":{"fine":true}})");
  json::object case_file = object(R"({"id":"c1","state":"review","opened_on":"2026-09-01"})");
  json::object actor = object(R"({"role":"registrar"})");
  json::value answer = nullptr;
  mutable std::vector<std::pair<std::string, json::array>> asked;
  Conditions conditions;
  Scope scope;
};

TEST_F(ConditionsTest, SeeFormActActsCaseActorAndTime) {
  EXPECT_EQ(value("form.name"), "佛山陶瓷");
  EXPECT_EQ(value("form.nested.deep.x"), 7);
  EXPECT_EQ(value("act.reason"), "理由");
  EXPECT_EQ(value("acts.accept.note"), "ok");
  EXPECT_EQ(value("acts['site-check'].fine"), true);
  EXPECT_EQ(value("case.state"), "review");
  EXPECT_EQ(value("actor.role"), "registrar");
  EXPECT_EQ(value("now"), 1'790'000'000'000);
  EXPECT_EQ(value("today"), "2026-09-21");
  EXPECT_EQ(value("applicant"), "0190-applicant");
  EXPECT_EQ(value("subject"), nullptr);
  EXPECT_EQ(value("parent"), nullptr);
  EXPECT_EQ(value("form.none"), nullptr);
  EXPECT_EQ(value("form.absent"), nullptr);
}

TEST_F(ConditionsTest, SeeTheParentWithItsForm) {
  const json::object parent = object(R"({"state":"publicity","form":{"amount":5}})");
  scope.parent = &parent;
  EXPECT_TRUE(holds("parent.state == 'publicity' and parent.form.amount == 5"));
}

TEST_F(ConditionsTest, ListsBeginAtOneAndHaveALength) {
  EXPECT_EQ(value("form.list[1]"), 3);
  EXPECT_EQ(value("form.list[3]"), 3);
  EXPECT_EQ(value("form.list[0]"), nullptr);
  EXPECT_EQ(value("form.list[4]"), nullptr);
  EXPECT_EQ(value("#form.list"), 3);
  EXPECT_EQ(value("form.founders[2].code"), "B");
}

TEST_F(ConditionsTest, ParametersAreThoseOfTheDayTheCaseLooksAt) {
  EXPECT_EQ(value("params.min_members"), 30);
  EXPECT_EQ(value("params.shares.big + params.shares['small']"), 1000);
  scope.params_on = day_of(2021, 5, 1);
  EXPECT_EQ(value("params.min_members"), 50);
  scope.params_on = day_of(2001, 5, 1);
  EXPECT_THROW(value("params.min_members"), Bug);
}

TEST_F(ConditionsTest, FactsAreAskedWithTheirArguments) {
  answer = object(R"({"grade":"4A","history":[1,2]})");
  EXPECT_TRUE(holds("registry.grade(applicant, form.members, form.list).grade == '4A'"));
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].first, "registry.grade");
  EXPECT_EQ(asked[0].second, (json::array{"0190-applicant", 30, json::array{3, 1, 3}}));
  EXPECT_EQ(value("#registry.grade().history"), 2);
  EXPECT_EQ(value("registry.grade(nil, 'x')"), answer);
  EXPECT_EQ(asked.back().second, (json::array{nullptr, "x"}));
}

TEST_F(ConditionsTest, WhatAFactThrowsPassesThroughUnchanged) {
  scope.ask = [](std::string_view, const json::array&) -> json::value {
    throw Problem(ProblemCode::kNoBudget, FieldError{"/amount", "budget", "", {"没有预算", "no budget"}});
  };
  try {
    value("ledger.free(form.members)");
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kNoBudget);
  }
  EXPECT_TRUE(holds("form.yes"));
}

TEST_F(ConditionsTest, AFactMayEvaluateAnotherExpression) {
  scope.ask = [this](std::string_view, const json::array&) { return conditions.evaluate("form.members + 1", scope); };
  EXPECT_EQ(value("registry.more() + 1"), 32);
}

TEST_F(ConditionsTest, PureFunctionsCount) {
  EXPECT_EQ(value("count(form.list)"), 3);
  EXPECT_EQ(value("count(nil) + count({1, 2})"), 2);
  EXPECT_EQ(value("contains(form.list, 1)"), true);
  EXPECT_EQ(value("contains(form.list, 2)"), false);
  EXPECT_EQ(value("contains({'a', 'b'}, 'b')"), true);
  EXPECT_EQ(value("contains(nil, 1)"), false);
  EXPECT_EQ(value("sum(form.list)"), 7);
  EXPECT_EQ(value("sum(form.founders, 'years')"), 8);
  EXPECT_EQ(value("sum(nil)"), 0);
  EXPECT_EQ(value("distinct(form.list)"), 2);
  EXPECT_EQ(value("distinct(form.founders, 'code')"), 2);
  EXPECT_EQ(value("min(3, 2) + max(10, 20)"), 22);
  EXPECT_EQ(value("min('2026-01-01', '2025-12-31')"), "2025-12-31");
  EXPECT_EQ(value("one_of(case.state, 'open', 'review')"), true);
  EXPECT_EQ(value("one_of(case.state, 'open')"), false);
  EXPECT_EQ(value("length(form.name)"), 4);
  EXPECT_EQ(value("length(nil)"), 0);
}

TEST_F(ConditionsTest, PureFunctionsReckonDays) {
  EXPECT_EQ(value("day_add('2026-02-27', 2)"), "2026-03-01");
  EXPECT_EQ(value("day_add(today, -21)"), "2026-08-31");
  EXPECT_EQ(value("month_add('2026-01-31', 1)"), "2026-02-28");
  EXPECT_EQ(value("month_add('2024-02-29', 12)"), "2025-02-28");
  EXPECT_EQ(value("month_add('2026-03-15', -3)"), "2025-12-15");
  EXPECT_EQ(value("days_between('2026-01-01', '2026-03-01')"), 59);
  EXPECT_EQ(value("year_of(today)"), 2026);
  EXPECT_EQ(value("instant_of('2026-09-21T08:00:00+08:00')"), 1'789'948'800'000);
  EXPECT_EQ(value("start_of('2026-09-21')"), 1'789'920'000'000);
  EXPECT_THROW(value("day_add('2026-02-30', 1)"), Bug);
  EXPECT_THROW(value("instant_of('yesterday')"), Bug);
}

TEST_F(ConditionsTest, PureFunctionsReckonExactly) {
  EXPECT_EQ(value("ceil_div(7, 2)"), 4);
  EXPECT_EQ(value("ceil_div(-7, 2)"), -3);
  EXPECT_EQ(value("ceil_div(8, 2)"), 4);
  EXPECT_THROW(value("ceil_div(8, 0)"), Bug);
  EXPECT_EQ(value("scale(100, 1, 3)"), 33);
  EXPECT_EQ(value("scale(5, 1, 2)"), 3);
  EXPECT_EQ(value("scale(100000000000000, 999, 1000)"), 99'900'000'000'000);
  EXPECT_EQ(value("7 // 2"), 3);
  EXPECT_EQ(value("9007199254740993 + 0"), 9'007'199'254'740'993);
  EXPECT_THROW(value("sum({9223372036854775807, 1})"), Bug);
}

TEST_F(ConditionsTest, AnAmountPastTheLedgersRangeIsARefusal) {
  EXPECT_THROW(value("scale(100000000000000, 9, 1)"), Problem);
}

TEST_F(ConditionsTest, ConditionsHoldOrDoNotAndNothingElse) {
  EXPECT_TRUE(holds("form.members >= params.min_members"));
  EXPECT_FALSE(holds("form.members > params.min_members"));
  EXPECT_FALSE(holds("form.absent"));
  EXPECT_FALSE(holds("parent and parent.state == 'open'"));
  EXPECT_THROW(holds("form.members"), Bug);
  EXPECT_THROW(holds("'true'"), Bug);
}

TEST_F(ConditionsTest, TablesBecomeListsOrObjectsInTheOrderOfTheirNames) {
  EXPECT_EQ(value("{1, 2, form.name}"), (json::array{1, 2, "佛山陶瓷"}));
  EXPECT_EQ(canonical_json(value("{b = 1, a = {true}, c = form.nested}")),
            R"({"a":[true],"b":1,"c":{"deep":{"x":7}}})");
  EXPECT_EQ(value("{}"), json::array{});
  EXPECT_THROW(value("{1, 2, a = 3}"), Bug);
  EXPECT_THROW(value("{[1] = 1, [3] = 3}"), Bug);
}

TEST_F(ConditionsTest, NothingCanBeChanged) {
  EXPECT_THROW(value("(function() form.members = 100 return 1 end)()"), Bug);
  EXPECT_THROW(value("(function() count = nil return 1 end)()"), Bug);
  EXPECT_THROW(value("(function() params.min_members = 1 return 1 end)()"), Bug);
  EXPECT_EQ(value("count(form.list)"), 3);
  EXPECT_EQ(form.at("members"), 30);
}

TEST_F(ConditionsTest, NothingOutsideCanBeReached) {
  for (const char* name : {"os", "io", "debug", "string", "table", "math", "package", "coroutine", "utf8", "_G"}) {
    asked.clear();
    EXPECT_THROW(value(std::string(name) + ".x.y"), Bug) << name;
    EXPECT_TRUE(asked.empty());
  }
  for (const char* call :
       {"print(1)", "tostring(form)", "pairs(form)", "next(form)", "rawset(form, 1, 1)", "load('1')()", "require('os')",
        "setmetatable({}, {})", "pcall(count)", "collectgarbage()", "dofile('x')"}) {
    EXPECT_THROW(value(call), Bug) << call;
  }
  EXPECT_THROW(value("('x'):rep(10)"), Bug);
  EXPECT_THROW(value("form .. ''"), Bug);
}

TEST_F(ConditionsTest, EndlessScriptsAreStopped) {
  EXPECT_THROW(value("(function() while true do end end)()"), Bug);
  EXPECT_THROW(value("(function() local function f() return f() end return f() end)()"), Bug);
  EXPECT_THROW(value("(function() local function f() return 1 + f() end return f() end)()"), Bug);
  EXPECT_TRUE(holds("form.yes"));
}

TEST_F(ConditionsTest, GreedyScriptsAreStoppedAndTheStateGoesOn) {
  EXPECT_THROW(value("(function() local s = 'xxxxxxxxxxxxxxxx' for i = 1, 40 do s = s .. s end return 1 end)()"), Bug);
  EXPECT_THROW(value("(function() local t = {} for i = 1, 1000000 do t[i] = {i} end return 1 end)()"), Bug);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(value("sum(form.list)"), 7);
}

TEST_F(ConditionsTest, AMistakeSaysWhichExpressionAndWhat) {
  try {
    value("form.absent.x > 1");
    FAIL();
  } catch (const Bug& bug) {
    EXPECT_NE(std::string(bug.what()).find("form.absent.x > 1"), std::string::npos);
    EXPECT_NE(std::string(bug.what()).find("absent"), std::string::npos);
  }
  EXPECT_THROW(value("form.members >"), Bug);
  EXPECT_THROW(value("'a' < 1"), Bug);
  EXPECT_THROW(value("1 // 0"), Bug);
}

TEST_F(ConditionsTest, FractionsAreNoResult) {
  form["share"] = 0.5;
  EXPECT_THROW(value("form.share"), Bug);
}

TEST_F(ConditionsTest, ManyThreadsShareOnePool) {
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      json::object mine = object(R"({"list":[1,2,3]})");
      mine["n"] = t;
      Scope own = scope;
      own.form = &mine;
      own.ask = [&](std::string_view, const json::array& arguments) { return arguments.at(0); };
      for (int i = 0; i < 2000; ++i)
        if (conditions.evaluate("sum(form.list) + registry.same(form.n)", own) == 6 + t) ++right;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 8000);
}

struct Parsed {
  std::string fault;
  std::vector<std::string> names;
};
Parsed parse(std::string_view expression) {
  Parsed out;
  out.fault = ExpressionParser().fault(expression, &out.names);
  return out;
}

TEST(ParseFault, NamesWhatIsUsedFreely) {
  const Parsed parsed = parse(
      "form.members >= params.min_members and registry.grade(applicant) == '4A' or acts['site-check'].ok and "
      "form.address.city ~= nil");
  EXPECT_EQ(parsed.fault, "");
  EXPECT_EQ(parsed.names, (std::vector<std::string>{"form.members", "params.min_members", "registry.grade", "applicant",
                                                    "acts.site-check.ok", "form.address.city"}));
}

TEST(ParseFault, DoesNotTakeMembersKeysStringsAndBoundNamesForFreeOnes) {
  EXPECT_EQ(parse("{key = form.x, ['k'] = 1}").names, std::vector<std::string>{"form.x"});
  EXPECT_EQ(parse("form.list[case.n].name").names, (std::vector<std::string>{"form.list", "case.n"}));
  EXPECT_EQ(parse("'os.execute' .. \"io\" .. [[debug]] .. [==[x]]y]==]").names, std::vector<std::string>{});
  EXPECT_EQ(parse("form.x -- and os.exit()\n").names, std::vector<std::string>{"form.x"});
  EXPECT_EQ(parse("form.x --[[ and os.exit() ]] == 1").names, std::vector<std::string>{"form.x"});
  EXPECT_EQ(parse("(function(a, b) local c = 1 for i = 1, #form.x do c = c + i end return a + b + c end)(1, 2)").names,
            std::vector<std::string>{"form.x"});
  EXPECT_EQ(parse("params[form.kind]").names, (std::vector<std::string>{"params", "form.kind"}));
}

TEST(ParseFault, RefusesWhatGivesFractions) {
  for (const char* expression : {"1 / 2", "2 ^ 3", "1.5", ".5", "1e3", "0x1p4", "9223372036854775808", "1 + 3.0"})
    EXPECT_NE(parse(expression).fault, "") << expression;
  for (const char* expression : {"7 // 2", "7 % 2", "0xff", "9223372036854775807", "'1.5'", "'a' .. 'b'", "1 -- 2/3"})
    EXPECT_EQ(parse(expression).fault, "") << expression;
}

TEST(ParseFault, RefusesWhatIsNoExpression) {
  for (const char* expression : {"", " ", "form.x >", "= 1", "1 2", "return 1", "x = 1", "form:x()", "1; os.exit()",
                                 "(1", "'open", "goto x", "1) + (2"})
    EXPECT_NE(parse(expression).fault, "") << expression;
}

}  // namespace
}  // namespace gh::policy
