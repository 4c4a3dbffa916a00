// Seats given by name, signatures that are one person's, a case that stands still, and what going back may not undo.
#include "cases/engine_fixture.h"
#include "cases/view.h"

namespace gh::cases {
namespace {

class SeatsTest : public testing::Test {
 protected:
  SeatsTest() : city(store::temporary_sqlite()) {}
  // A review whose only seat is given to an officer of the finance bureau by name.
  Id planned() { return city.open(city.registrar(), {{"office", *panelist().office}}, "review").case_id; }
  Id scoring() {
    const Id id = planned();
    city.perform(city.registrar(), id, "seat");
    city.perform(city.registrar(), id, "convene");
    return id;
  }
  Id ranked() {
    const Id id = scoring();
    city.perform(panelist(), id, "score");
    return id;
  }
  Id complaint(const Id& parent, const std::string& who) {
    return city.open(city.as(who, "citizen"), {{"reason", "评审不公"}}, "complaint", parent).case_id;
  }
  identity::Caller panelist() { return city.as("panelist", "registrar", "finance"); }
  identity::Caller colleague() { return city.as("colleague", "registrar", "finance"); }
  Reading reading(const identity::Caller& caller, const Id& id) {
    const CaseFile file = city.file(id);
    return city.db->reading([&](store::Tx& tx) { return reading_of(tx, caller, file, *city.packs->newest()); });
  }
  City city;
};

TEST_F(SeatsTest, ASeatGivenByNameIsNeitherHandedOverNorDelegated) {
  const Id id = scoring();
  const json::object to_colleague = {{"to_office", *colleague().office}};
  EXPECT_EQ(refusal_of([&] { city.perform(panelist(), id, "hand-over", to_colleague); }), "conflict named-seat");
  EXPECT_EQ(refusal_of([&] { city.perform(panelist(), id, "delegate", to_colleague); }), "conflict named-seat");
  EXPECT_EQ(refusal_of([&] { city.perform(colleague(), id, "score"); }), "forbidden by");
  EXPECT_EQ(city.perform(panelist(), id, "score").state, "ranked");
}

TEST_F(SeatsTest, AColleagueOfWhoHoldsASeatReadsNoMoreThanAnybody) {
  const Id id = scoring();
  EXPECT_EQ(reading(panelist(), id), Reading::kFull);
  EXPECT_EQ(reading(colleague(), id), Reading::kPublic);
}

TEST_F(SeatsTest, ADelegateDoesNotBecomeTheHolder) {
  const Id id = planned();
  const auto second = city.as("second", "registrar", "civil-affairs");
  const auto legal = city.as("legal", "legal", "civil-affairs");
  city.perform(city.registrar(), id, "delegate", {{"to_office", *legal.office}});
  EXPECT_EQ(refusal_of([&] {
              city.perform(legal, id, "delegate", {{"to_office", *second.office}});
            }),
            "forbidden holder");
  EXPECT_EQ(refusal_of([&] {
              city.perform(legal, id, "hand-over", {{"to_office", *second.office}});
            }),
            "forbidden holder");
  EXPECT_EQ(city.count("select count(*) from step where office_id = '" + *city.registrar().office + "'"), 1);
}

TEST_F(SeatsTest, WhoWasAddedAsASignerAdvisesAndDoesNotMoveTheCase) {
  const Id id = ranked();
  city.perform(city.registrar(), id, "add-signer", {{"office", *colleague().office}});
  const json::object back = {{"to_state", "scoring"}, {"reason", "重新评分"}};
  EXPECT_EQ(refusal_of([&] { city.perform(colleague(), id, "send-back", back); }), "forbidden own-step");
  EXPECT_EQ(refusal_of([&] {
              city.perform(colleague(), id, "remove-signer", {{"office", *colleague().office}});
            }),
            "forbidden own-step");
  EXPECT_EQ(city.file(id).state, "ranked");
}

TEST_F(SeatsTest, WhereTwoOfficersSignOnePersonDoesNotSignTwice) {
  const Id id = ranked();
  city.perform(city.registrar(), id, "visit");
  city.perform(city.registrar(), id, "sign");
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "sign"); }), "forbidden by");
  EXPECT_EQ(city.perform(city.as("second", "registrar", "civil-affairs"), id, "sign").state, "ranked");
}

TEST_F(SeatsTest, ANoteBySomebodyElseDoesNotMakeTheSamePersonASecondPairOfEyes) {
  const Id id = ranked();
  const auto second = city.as("second", "registrar", "civil-affairs");
  city.perform(city.registrar(), id, "visit");
  city.perform(second, id, "sign");
  city.perform(city.registrar(), id, "sign");
  city.perform(city.head(), id, "note", {{"reason", "已阅"}});
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "confirm"); }), "forbidden four-eyes");
  EXPECT_EQ(refusal_of([&] { city.perform(city.head(), id, "confirm"); }), "forbidden four-eyes");
  EXPECT_EQ(city.perform(second, id, "confirm").state, "confirmed");
}

TEST_F(SeatsTest, WhatTookEffectWithoutMovingTheCaseIsNotUndoneBySendingBack) {
  const json::object back = {{"to_state", "scoring"}, {"reason", "重新评分"}};
  const Id id = ranked();
  EXPECT_EQ(city.perform(city.registrar(), id, "send-back", back).state, "scoring");
  city.perform(panelist(), id, "score");
  city.perform(city.registrar(), id, "admit");
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "send-back", back); }), "conflict effects-not-undone");
  EXPECT_EQ(city.file(id).state, "ranked");
}

TEST_F(SeatsTest, ACaseIsNotSentBackToTheStepItIsIn) {
  const Id id = ranked();
  city.perform(city.registrar(), id, "send-back", {{"to_state", "scoring"}, {"reason", "重新评分"}});
  city.perform(panelist(), id, "score");
  EXPECT_EQ(refusal_of([&] {
              city.perform(city.registrar(), id, "send-back", {{"to_state", "ranked"}, {"reason", "再看"}});
            }),
            "conflict visited-state");
}

TEST_F(SeatsTest, ACaseThatStandsStillIsNotSentBack) {
  const Id id = ranked();
  complaint(id, "one");
  const json::object back = {{"to_state", "scoring"}, {"reason", "重新评分"}};
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "send-back", back); }), "conflict suspended");
  EXPECT_EQ(city.file(id).state, "ranked");
}

TEST_F(SeatsTest, NothingGoesBackPastAnOpenCaseThatReliesOnIt) {
  const auto legal = city.as("legal", "legal", "civil-affairs");
  const Id id = city.open(city.registrar(), {{"reason", "草案"}}, "draft").case_id;
  const auto reader = city.as("one", "citizen");
  city.perform(city.registrar(), id, "copy", {{"offices", json::array{json::string(*reader.office)}}});
  city.perform(city.registrar(), id, "submit");
  const Id remark = city.open(reader, {{"reason", "意见"}}, "remark", id).case_id;
  const json::object back = {{"to_state", "written"}, {"reason", "重写"}};
  EXPECT_EQ(refusal_of([&] { city.perform(legal, id, "send-back", back); }), "conflict children-open");
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "withdraw"); }), "conflict taken-up");
  city.perform(city.head(), remark, "answer");
  EXPECT_EQ(city.perform(legal, id, "send-back", back).state, "written");
}

TEST_F(SeatsTest, OneComplaintUpheldWhileAnotherIsOpenMovesTheCaseButLeavesItStanding) {
  const Id id = ranked();
  const Id first = complaint(id, "one");
  const Id second = complaint(id, "two");
  city.perform(city.head(), first, "uphold");
  EXPECT_EQ(city.file(id).state, "scoring");
  EXPECT_TRUE(city.file(id).suspended_at.has_value());
  EXPECT_EQ(city.count("select count(*) from clock where status = 'running'"), 0);
  EXPECT_EQ(city.count("select count(*) from timer where status = 'open'"), 0);
  city.at("2026-12-01T01:00:00Z");
  city.fire();
  EXPECT_EQ(city.file(id).state, "scoring");
  city.perform(city.head(), second, "dismiss");
  EXPECT_FALSE(city.file(id).suspended_at.has_value());
  EXPECT_EQ(city.count("select count(*) from clock where status = 'running'"), 1);
  city.at("2026-12-04T16:00:00Z");
  city.fire();
  EXPECT_EQ(city.file(id).state, "ranked");
}

TEST_F(SeatsTest, NobodyOpensACaseUnderOneHeMayNotKnowOf) {
  const auto remark = [&](const Id& parent) {
    city.open(city.as("one", "citizen"), {{"reason", "意见"}}, "remark", parent);
  };
  const Id hidden = city.open(city.registrar(), {{"reason", "草案"}}, "draft").case_id;
  EXPECT_EQ(refusal_of([&] { remark(hidden); }), "not-found parent");
  EXPECT_EQ(refusal_of([&] { remark("01990000-0000-7000-8000-00000000ffff"); }), "not-found parent");
  city.perform(city.registrar(), hidden, "copy",
               {{"offices", json::array{json::string(*city.as("one", "citizen").office)}}});
  EXPECT_EQ(refusal_of([&] { remark(hidden); }), "done");
}

// Sends an examined case back to its applicant, straight.
class StraightBackTest : public SeatsTest {
 protected:
  Id mended_by_applicant() {
    const Id id = city.open(city.founder(), City::application()).case_id;
    city.perform(city.registrar(), id, "return", {{"reason", "补正"}});
    city.perform(city.founder(), id, "resubmit", City::application());
    city.perform(city.registrar(), id, "accept");
    city.perform(city.registrar(), id, "send-back",
                 {{"to_state", "returned"}, {"reason", "再补正"}, {"straight_back", true}});
    return id;
  }
};

TEST_F(StraightBackTest, WhatIsMendedReturnsStraightWhereTheStepsLeftOutWouldBeTakenAgain) {
  const Id id = mended_by_applicant();
  EXPECT_EQ(city.perform(city.founder(), id, "resubmit", City::application(31)).state, "examined");
}

TEST_F(StraightBackTest, WhatNoLongerMeetsAConditionLeftOutGoesTheOrdinaryWay) {
  const Id id = mended_by_applicant();
  EXPECT_EQ(city.perform(city.founder(), id, "resubmit", City::application(3)).state, "submitted");
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "accept"); }), "condition-failed min_members");
}

TEST_F(StraightBackTest, AnotherActionThanBeforeGoesItsOwnWay) {
  const Id id = city.open(city.founder(), City::application()).case_id;
  city.perform(city.registrar(), id, "accept");
  city.perform(city.registrar(), id, "send-back",
               {{"to_state", "submitted"}, {"reason", "复核"}, {"straight_back", true}});
  EXPECT_EQ(city.perform(city.registrar(), id, "return", {{"reason", "补正"}}).state, "returned");
}

TEST_F(SeatsTest, AWindowOfWorkingDaysIsCountedAgainWhenTheCalendarChanges) {
  scoring();  // on Monday 21 September: three working days end with the 24th
  EXPECT_EQ(city.count("select due_at from timer where kind = 'rule'"), utc_ms(*parse_instant("2026-09-24T16:00:00Z")));
  const json::object day_off = {{"day", "2026-09-23"}};
  const Id id =
      city.open(city.head(),
                {{"year", 2026}, {"source", "示例通知"}, {"off", json::array{day_off}}, {"worked", json::array{}}},
                "working-calendar")
          .case_id;
  city.perform(city.as("deputy", "deputy", "civil-affairs"), id, "publish");
  EXPECT_EQ(city.count("select due_at from timer where kind = 'rule'"), utc_ms(*parse_instant("2026-09-25T16:00:00Z")));
  EXPECT_EQ(city.count("select count(*) from act where action = 'timer-recounted'"), 1);
}

}  // namespace
}  // namespace gh::cases
