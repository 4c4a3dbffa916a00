// Opening and performing: what is refused, what is done, and that it is done once.
#include <boost/json/serialize.hpp>

#include "cases/clocks.h"
#include "cases/engine_fixture.h"
#include "cases/inbox.h"
#include "cases/view.h"
#include "cases/walk.h"
#include "identity/delegations.h"

namespace gh::cases {
namespace {

class EngineTest : public CityTest {};
INSTANTIATE_TEST_SUITE_P(Databases, EngineTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(EngineTest, NumbersCasesByTheProceduresRuleEachYear) {
  EXPECT_EQ(city->open(city->founder(), City::application()).number, "示登〔2026〕1号");
  EXPECT_EQ(city->open(city->founder(), City::application()).number, "示登〔2026〕2号");
  city->at("2027-01-04T01:00:00Z");
  EXPECT_EQ(city->open(city->founder(), City::application()).number, "示登〔2027〕1号");
}

TEST_P(EngineTest, RefusesToOpenForWhoMayNot) {
  EXPECT_EQ(refusal_of([&] { city->open(city->registrar(), City::application()); }), "forbidden opened_by");
  EXPECT_EQ(city->count("select count(*) from case_file"), 0);
}

TEST_P(EngineTest, RefusesAFormWithAMissingAndAnUnknownFieldAndChangesNothing) {
  EXPECT_EQ(refusal_of([&] {
              city->open(city->founder(), {{"name", "甲协会"}, {"size", 3}});
            }).substr(0, 12),
            "invalid-form");
  EXPECT_EQ(city->count("select count(*) from act"), 0);
}

TEST_P(EngineTest, TwentyNineMembersAreRefusedThirtyPass) {
  const Id few = city->open(city->founder(), City::application(29)).case_id;
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), few, "accept"); }), "condition-failed min_members");
  EXPECT_EQ(city->file(few).state, "submitted");
  const Id enough = city->open(city->founder(), City::application(30)).case_id;
  EXPECT_EQ(city->perform(city->registrar(), enough, "accept").state, "examined");
}

TEST_P(EngineTest, AnOfficerOfAnotherDepartmentMayNotAct) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  const auto other = city->as("other", "registrar", "finance");
  EXPECT_EQ(refusal_of([&] { city->perform(other, id, "accept"); }), "forbidden by");
}

TEST_P(EngineTest, AnActionOfAnotherStateIsAConflict) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  EXPECT_EQ(refusal_of([&] { city->perform(city->head(), id, "approve"); }), "conflict state-allows");
}

TEST_P(EngineTest, AStaleVersionIsToldAndNothingIsOverwritten) {
  const auto opened = city->open(city->founder(), City::application());
  city->perform(city->registrar(), opened.case_id, "accept", {}, opened.version);
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), opened.case_id, "forward", {}, opened.version); }),
            "stale-version version");
}

TEST_P(EngineTest, ARepeatedKeyGetsTheFirstAnswerAndAnotherContentIsRefused) {
  const auto first = city->open(city->founder(), City::application(), "registration", {}, "key-1");
  const auto again = city->open(city->founder(), City::application(), "registration", {}, "key-1");
  EXPECT_EQ(first.act, again.act);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(refusal_of([&] { city->open(city->founder(), City::application(31), "registration", {}, "key-1"); }),
            "idempotency-mismatch same-key-other-content");
  EXPECT_EQ(city->count("select count(*) from case_file"), 1);
}

TEST_P(EngineTest, AllSignersMustSignAndNobodyTwice) {
  const Id id = signed_case();
  EXPECT_EQ(city->perform(city->registrar(), id, "sign", {{"reason", "同意"}}).state, "signed");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "sign", {{"reason", "同意"}}); }), "forbidden by");
  EXPECT_EQ(city->perform(legal(), id, "sign", {{"reason", "同意"}}).state, "publicity");
}

TEST_P(EngineTest, SignersInOrderWaitForTheirTurnAndTwoOfThreeAreEnough) {
  const Id id = city->open(city->registrar(), {{"reason", "草案"}}, "draft").case_id;
  city->perform(city->registrar(), id, "submit");
  EXPECT_EQ(refusal_of([&] { city->perform(city->head(), id, "sign"); }), "forbidden by");
  city->perform(legal(), id, "sign");
  EXPECT_EQ(city->perform(city->head(), id, "sign").state, "voted");
  EXPECT_EQ(city->perform(city->registrar(), id, "vote").state, "voted");
  EXPECT_EQ(city->perform(city->head(), id, "vote").state, "done");
}

TEST_P(EngineTest, APublicityWindowEndsByTimeWhateverTheSchedulerDid) {
  const Id id = publicised_case();  // seven working days after 21 September: to 30 September
  city->at("2026-09-30T15:59:59.999Z");
  EXPECT_EQ(refusal_of([&] { city->perform(city->head(), id, "approve"); }), "conflict state-allows");
  city->at("2026-09-30T16:00:00Z");
  // Nobody has run the scheduler: the act itself lets happen what time has decided.
  EXPECT_EQ(city->perform(city->head(), id, "approve").state, "registered");
}

TEST_P(EngineTest, AnObjectionSuspendsTheWindowAndItsEndLetsItRunOn) {
  const Id id = publicised_case();
  city->at("2026-09-23T01:00:00Z");
  const auto citizen = city->as("citizen", "citizen");
  const Id objection = city->open(citizen, {{"reason", "会员数不实"}}, "objection", id).case_id;
  EXPECT_TRUE(city->file(id).suspended_at.has_value());
  EXPECT_EQ(city->file(id).due_on, std::nullopt);
  city->at("2026-10-12T01:00:00Z");
  EXPECT_EQ(city->fire().acts, 0U);
  EXPECT_EQ(refusal_of([&] { city->perform(city->founder(), id, "lapse"); }), "forbidden by");
  city->perform(city->head(), objection, "dismiss", {{"reason", "经查属实"}});
  EXPECT_FALSE(city->file(id).suspended_at.has_value());
  // Two of seven days were spent before; five more after 12 October end with 19 October.
  city->at("2026-10-19T15:59:59Z");
  EXPECT_EQ(city->file(id).state, "publicity");
  city->at("2026-10-19T16:00:00Z");
  city->fire();
  EXPECT_EQ(city->file(id).state, "decision");
}

TEST_P(EngineTest, AnObjectionOutsideTheWindowIsAConflict) {
  const Id id = signed_case();
  const auto citizen = city->as("citizen", "citizen");
  EXPECT_EQ(refusal_of([&] { city->open(citizen, {{"reason", "异议"}}, "objection", id); }), "conflict parent-state");
}

TEST_P(EngineTest, PublishingAYearCountsProvisionalClocksAgainAsActs) {
  city->at("2026-12-28T01:00:00Z");
  const Id id = city->open(city->founder(), City::application()).case_id;
  EXPECT_TRUE(city->file(id).due_provisional);
  EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 4));  // plain weekdays, said to be provisional
  const json::object year = {{"year", 2027},
                             {"source", "示例通知"},
                             {"off", json::array{json::object{{"day", "2027-01-01"}}}},
                             {"worked", json::array()}};
  const Id calendar = city->open(city->head(), year, "working-calendar").case_id;
  city->perform(city->as("deputy", "deputy", "civil-affairs"), calendar, "publish");
  EXPECT_FALSE(city->file(id).due_provisional);
  EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 5));
  EXPECT_EQ(city->count("select count(*) from act where action = 'clock-recomputed'"), 1);
}

TEST_P(EngineTest, ANoticeMovesLimitsThatEndAfterTheFirstDayItNamesOrNamedBefore) {
  city->at("2026-11-20T01:00:00Z");
  const Id id = city->open(city->founder(), City::application()).case_id;
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 11, 27));
  const auto publish = [&](const json::array& off) {
    const json::object year = {{"year", 2027}, {"source", "示例通知"}, {"off", off}, {"worked", json::array()}};
    city->perform(city->as("deputy", "deputy", "civil-affairs"),
                  city->open(city->head(), year, "working-calendar").case_id, "publish");
  };
  publish({json::object{{"day", "2026-11-25"}}});
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 11, 30));
  publish({});
  EXPECT_EQ(city->file(id).due_on, day_of(2026, 11, 27));
}

TEST_P(EngineTest, ALimitThatHadRunOutBeforeItStoodStillStaysRunOutWhenItsYearIsPublished) {
  city->at("2026-12-28T01:00:00Z");
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->at("2027-02-01T01:00:00Z");
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2027-03-01T01:00:00Z");
  city->perform(city->founder(), id, "resubmit", City::application(30));
  EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 4));
  const json::object year = {{"year", 2027}, {"source", "示例通知"}, {"off", json::array()}, {"worked", json::array()}};
  const Id calendar = city->open(city->head(), year, "working-calendar").case_id;
  city->perform(city->as("deputy", "deputy", "civil-affairs"), calendar, "publish");
  EXPECT_EQ(city->file(id).due_on, day_of(2027, 1, 4));
}

TEST_P(EngineTest, WhoDidTheStepBeforeMayNotDoTheNextWhereFourEyesAreAsked) {
  const json::object year = {{"year", 2027}, {"source", "示例通知"}, {"off", json::array()}, {"worked", json::array()}};
  const Id id = city->open(city->head(), year, "working-calendar").case_id;
  EXPECT_EQ(refusal_of([&] { city->perform(city->head(), id, "publish"); }), "forbidden four-eyes");
  EXPECT_EQ(city->perform(city->as("deputy", "deputy", "civil-affairs"), id, "publish").state, "published");
}

TEST_P(EngineTest, NobodyHandlesAsAnOfficerWhatHeAppliedForHimself) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->registrar();
  auto same_person = city->as("registrar2", "registrar", "civil-affairs");
  same_person.account = city->founder().account;
  EXPECT_EQ(refusal_of([&] { city->perform(same_person, id, "accept"); }), "forbidden by");
}

TEST_P(EngineTest, AStepWithoutAHolderGoesToWhoThePackSays) {
  const auto deputy = city->as("deputy", "deputy", "civil-affairs");
  const Id id = city->open(city->founder(), City::application()).case_id;  // no registrar has been appointed yet
  EXPECT_EQ(city->perform(deputy, id, "accept").state, "examined");
}

TEST_P(EngineTest, ActionsTellInAdvanceWhichConditionsHold) {
  const Id id = city->open(city->founder(), City::application(29)).case_id;
  const auto actions = city->db->reading(
      [&](store::Tx& tx) { return city->engine->actions(tx, city->registrar(), id, city->time.now()); });
  const auto accept =
      std::find_if(actions.begin(), actions.end(), [](const auto& action) { return action.action == "accept"; });
  ASSERT_NE(accept, actions.end());
  EXPECT_FALSE(accept->allowed);
  ASSERT_EQ(accept->conditions.size(), 1U);
  EXPECT_FALSE(accept->conditions[0].holds);
  EXPECT_EQ(accept->why_not.at(0).clause, "一");
}

TEST_P(EngineTest, InboxCountsAreTheListsOwn) {
  city->open(city->founder(), City::application());
  const auto registrar = city->registrar();
  const Id id = signed_case();
  const Day today = day_of(2026, 9, 21);
  city->db->read([&](store::Tx& tx) {
    for (const auto& caller : {registrar, city->founder(), city->head(), legal()}) {
      const auto counts = inbox_counts(tx, caller, *city->packs->newest(), city->time.now(), today);
      for (std::size_t i = 0; i < kInboxBoxes.size(); ++i) {
        const auto page =
            inbox(tx, caller, *city->packs->newest(), kInboxBoxes.at(i), {}, 100, "", city->time.now(), today);
        EXPECT_EQ(static_cast<std::int64_t>(page.lines.size()), counts[i])
            << kInboxBoxes.at(i) << " of " << caller.role;
      }
    }
    EXPECT_EQ(inbox(tx, registrar, *city->packs->newest(), "todo", {}, 1, "", city->time.now(), today).lines.size(),
              1U);
    EXPECT_FALSE(inbox(tx, registrar, *city->packs->newest(), "todo", {}, 1, "", city->time.now(), today).next.empty());
  });
  city->perform(registrar, id, "claim");
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(
        inbox(tx, registrar, *city->packs->newest(), "claimable", {}, 10, "", city->time.now(), today).lines.size(),
        1U);
  });
}

TEST_P(EngineTest, StrangersReadThePublicMembersOnly) {
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->db->read([&](store::Tx& tx) {
    const Reader stranger{{}, city->time.now()};
    const auto opened = read_case(tx, *city->packs, stranger, id);
    const auto view = case_view(tx, *city->packs, stranger, opened);
    EXPECT_TRUE(view.at("form").as_object().contains("name"));
    EXPECT_FALSE(view.at("form").as_object().contains("phone"));
    EXPECT_FALSE(view.contains("steps"));
    const Reader other{city->as("another", "founder"), city->time.now()};
    EXPECT_EQ(read_case(tx, *city->packs, other, id).reading, Reading::kPublic);
    const Reader own{city->founder(), city->time.now()};
    EXPECT_TRUE(case_view(tx, *city->packs, own, read_case(tx, *city->packs, own, id))
                    .at("form")
                    .as_object()
                    .contains("phone"));
  });
}

TEST_P(EngineTest, TheLogNeverHoldsAPersonalMember) {
  city->open(city->founder(), City::application());
  EXPECT_EQ(city->count("select count(*) from log_pending where leaf like '%0757%'"), 0);
  EXPECT_EQ(city->count("select count(*) from log_pending where leaf like '%示例市陶瓷行业协会%'"), 1);
}

TEST_P(EngineTest, TheLogDoesNotTellStrangersWhoObjected) {
  const Id id = publicised_case();
  auto citizen = city->as("objector", "citizen");
  citizen.organisation = city->as("clerk", "registrar", "finance").organisation;
  city->perform(city->head(), city->open(citizen, {{"reason", "异议"}}, "objection", id).case_id, "dismiss",
                {{"reason", "不成立"}});
  EXPECT_EQ(city->count("select count(*) from log_pending where leaf like '%" + *citizen.office + "%'"), 0);
  const std::string_view of_objection =
      "select count(*) from log_pending where leaf like '%\"objection\"%' and leaf like ";
  EXPECT_EQ(city->count(std::string(of_objection) + "'%actor_commitment%' and leaf like '%\"open\"%'"), 1);
  // Nor do the acts of the case that stood still over it.
  city->db->read([&](store::Tx& tx) {
    for (const Reader& reader : {Reader{{}, city->time.now()}, Reader{city->founder(), city->time.now()}}) {
      const auto acts = json::serialize(acts_view(tx, reader, read_case(tx, *city->packs, reader, id), 0, 100));
      EXPECT_EQ(acts.find(*citizen.office), std::string::npos);
      EXPECT_EQ(acts.find(*citizen.organisation), std::string::npos);
      EXPECT_NE(acts.find(*city->registrar().organisation), std::string::npos);
    }
  });
  // The office that decides on it answers for that in public.
  EXPECT_EQ(city->count(std::string(of_objection) + "'%dismiss%' and leaf like '%" + *city->head().office + "%'"), 1);
}

TEST_P(EngineTest, EveryHistoryFollowsItsProcedureAndAChangedActIsFound) {
  const Id id = publicised_case();
  city->db->read([&](store::Tx& tx) { EXPECT_TRUE(verify_cases(tx, *city->packs, 10).empty()); });
  // As a crash leaves it that comes after the leaves have their places and before the checkpoint is published.
  city->db->write([](store::Tx& tx) {
    tx.execute(
        "insert into log_leaf (log_index, act_id, leaf, integrated_at) select enqueue_order - 1, act_id, leaf, 0 from "
        "log_pending");
    tx.execute("delete from log_pending");
  });
  city->db->read([&](store::Tx& tx) { EXPECT_TRUE(verify_cases(tx, *city->packs, 10).empty()); });
  city->db->write([&](store::Tx& tx) {
    tx.execute("update act set form = ? where case_id = ? and action = 'open'",
               {R"({"name":"别的协会","members":30})", id});
  });
  city->db->read([&](store::Tx& tx) {
    const auto findings = verify_cases(tx, *city->packs, 10);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].what, "leaf-differs");
  });
}

TEST_P(EngineTest, NobodyActsForAnOfficeThatHasEnded) {
  const auto deputy = city->as("deputy", "deputy", "civil-affairs");
  const auto away = city->registrar();
  const Id id = city->open(city->founder(), City::application()).case_id;
  city->db->write([&](store::Tx& tx) {
    identity::delegate_office(tx, away,
                              {new_id(city->time.now(), city->random),
                               *away.office,
                               *deputy.office,
                               city->time.now(),
                               city->time.now() + std::chrono::hours(48),
                               {}},
                              {city->time.now(), city->packs->newest()->utc_offset, ""});
    tx.execute("update office set to_day = ? where id = ?", {day_of(2026, 9, 20), *away.office});
  });
  EXPECT_EQ(refusal_of([&] { city->perform(deputy, id, "accept"); }), "forbidden by");
}

TEST_P(EngineTest, AKeyThatIsNoTextIsRefused) {
  for (const std::string& key : {std::string(), std::string(201, 'x'), std::string("\xff\xfe")})
    EXPECT_EQ(refusal_of([&] { city->open(city->founder(), City::application(), "registration", {}, key); }),
              "invalid-form key-length");
}

}  // namespace
}  // namespace gh::cases
