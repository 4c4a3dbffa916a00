#include "cases/what_if.h"

#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

class WhatIfTest : public CityTest {
 protected:
  WhatIfAnswer ask(const identity::Caller& caller, std::map<std::string, json::value> parameters,
                   const std::string& procedure = "registration") {
    return city->db->reading([&](store::Tx& tx) {
      return what_if(tx, *city->engine, {caller, city->time.now()}, {procedure, parameters, {}, {}});
    });
  }
};

TEST_P(WhatIfTest, NamesTheActsWhoseConditionsWouldHaveComeOutOtherwise) {
  const Id small = city->open(city->founder(), City::application(35)).case_id;
  const Id large = city->open(city->founder(), City::application(80)).case_id;
  city->perform(city->registrar(), small, "accept");
  city->perform(city->registrar(), large, "accept");
  const auto answer = ask(city->registrar(), {{"min_members", 50}});
  EXPECT_EQ(answer.checked, 2U);
  EXPECT_FALSE(answer.more);
  ASSERT_EQ(answer.changed.size(), 1U);
  const WhatIfChange& change = answer.changed[0];
  EXPECT_EQ(change.case_id, small);
  EXPECT_EQ(change.action, "accept");
  EXPECT_TRUE(change.performed);
  EXPECT_TRUE(change.was);
  EXPECT_FALSE(change.would_be);
  EXPECT_EQ(change.facts, "as_of_act");
  EXPECT_EQ(city->file(small).state, city->file(large).state) << "nothing is changed";
}

TEST_P(WhatIfTest, TellsWhatCouldHaveBeenDoneInsteadOfWhatWasDone) {
  const Id id = city->open(city->founder(), City::application(25)).case_id;
  city->perform(city->registrar(), id, "return", {{"reason", "会员不足"}});
  const auto answer = ask(city->registrar(), {{"min_members", 20}});
  ASSERT_EQ(answer.changed.size(), 1U);
  EXPECT_EQ(answer.changed[0].action, "accept");
  EXPECT_FALSE(answer.changed[0].performed);
  EXPECT_FALSE(answer.changed[0].was);
  EXPECT_TRUE(answer.changed[0].would_be);
}

TEST_P(WhatIfTest, LooksOnlyAtCasesThatTheReaderReadsInFull) {
  const Id id = city->open(city->founder(), City::application(35)).case_id;
  city->perform(city->registrar(), id, "accept");
  const auto answer = ask(city->as("another", "founder"), {{"min_members", 50}});
  EXPECT_EQ(answer.checked, 0U);
  EXPECT_TRUE(answer.changed.empty());
}

TEST_P(WhatIfTest, RefusesWhatIsNoParameterOrOfAnotherType) {
  const auto refusal = [&](std::map<std::string, json::value> parameters) {
    return refusal_of([&] { ask(city->registrar(), parameters); });
  };
  EXPECT_EQ(refusal({{"max_members", 50}}), "invalid-form unknown-parameter");
  EXPECT_EQ(refusal({{"min_members.favoured", 50}}), "invalid-form unknown-parameter");
  EXPECT_EQ(refusal({{"min_members", "many"}}), "invalid-form type");
  EXPECT_EQ(refusal_of([&] { ask(city->registrar(), {}, "marriage"); }).substr(0, 9), "not-found");
}

INSTANTIATE_TEST_SUITE_P(Databases, WhatIfTest, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::cases
