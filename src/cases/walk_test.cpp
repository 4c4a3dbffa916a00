// What is found in a history that no engine wrote, and that nothing is in those it did write.
#include "cases/walk.h"

#include "cases/changed_pack.h"
#include "cases/engine_fixture.h"
#include "cases/materials.h"

namespace gh::cases {
namespace {

constexpr std::string_view kPaper = "%PDF-1.4 a charter";

using Found = std::vector<std::string>;

class WalkTest : public testing::Test {
 protected:
  WalkTest() : city(store::temporary_sqlite()) {}

  // "what action" of each finding but that the log says otherwise, which it does of every act that is changed.
  Found found() {
    return city.db->reading([&](store::Tx& tx) {
      Found out;
      for (const Finding& finding : verify_cases(tx, *city.packs, 50)) {
        if (finding.what == "leaf-differs") continue;
        const auto action = tx.string("select action from act where id = ?", {finding.act});
        out.push_back(finding.what + (action ? " " + *action : ""));
      }
      return out;
    });
  }
  // Everything, that too.
  std::size_t findings() {
    return city.db->reading([&](store::Tx& tx) { return verify_cases(tx, *city.packs, 50).size(); });
  }

  void change(std::string_view sql) {
    ASSERT_GT(city.db->writing([&](store::Tx& tx) { return tx.execute(sql); }), 0) << sql;
  }
  // Writes something else into the last act of the case looked at.
  void change_last(const std::string& assignments) {
    change("update act set " + assignments + " where case_id = '" + looked_at +
           "' and ordinal = (select max(ordinal) from act where case_id = '" + looked_at + "')");
  }
  // As if that act had led there.
  void lead_last_to(const std::string& state) {
    change_last("to_state = '" + state + "'");
    change("update case_file set state = '" + state + "' where id = '" + looked_at + "'");
  }

  Id submitted() { return looked_at = city.open(city.founder(), City::application()).case_id; }
  Id reviewed() { return looked_at = city.open(city.registrar(), {{"office", *legal().office}}, "review").case_id; }
  Id examined() {
    const Id id = submitted();
    city.perform(city.registrar(), id, "accept");
    return id;
  }
  // Waits for its two signatures.
  Id forwarded() {
    const Id id = examined();
    city.perform(city.registrar(), id, "forward");
    return id;
  }
  identity::Caller legal() { return city.as("legal", "legal", "civil-affairs"); }
  void send_back(const Id& id, const identity::Caller& by, const std::string& to, bool straight) {
    city.perform(by, id, "send-back", {{"to_state", to}, {"reason", "补充"}, {"straight_back", straight}});
  }

  City city;
  Id looked_at;
};

TEST_F(WalkTest, NothingIsFoundInWhatTheEngineWrote) {
  const auto second = city.as("second", "registrar", "civil-affairs");
  const Id id = submitted();
  city.perform(city.registrar(), id, "claim");
  city.perform(city.registrar(), id, "release");
  city.perform(city.registrar(), id, "hand-over", {{"to_office", *second.office}});
  city.perform(second, id, "delegate", {{"to_office", *legal().office}});
  city.perform(legal(), id, "add-signer", {{"office", *city.head().office}});
  city.perform(city.head(), id, "opine", {{"reason", "可"}});
  city.perform(legal(), id, "copy", {{"offices", json::array{json::string(*city.head().office)}}});
  city.perform(city.founder(), id, "urge");
  city.perform(legal(), id, "return", {{"reason", "缺章程"}});
  city.perform(city.founder(), id, "resubmit", City::application());
  city.perform(city.registrar(), id, "accept");
  city.perform(city.registrar(), id, "withdraw");
  city.perform(city.registrar(), id, "accept");
  city.perform(city.registrar(), id, "forward");
  city.perform(city.registrar(), id, "sign", {{"reason", "同意"}});
  send_back(id, legal(), "submitted", true);
  EXPECT_EQ(city.perform(city.registrar(), id, "accept").state, "signed");
  city.perform(city.registrar(), id, "sign", {{"reason", "同意"}});
  city.perform(legal(), id, "sign", {{"reason", "同意"}});
  const Id objection = city.open(city.as("citizen", "citizen"), {{"reason", "不实"}}, "objection", id).case_id;
  city.perform(city.head(), objection, "dismiss", {{"reason", "属实"}});
  city.at("2026-11-30T01:00:00Z");
  city.fire();
  EXPECT_EQ(city.perform(city.head(), id, "approve").state, "registered");
  EXPECT_EQ(findings(), 0U);
}

TEST_F(WalkTest, AStepMendedOnceMayBeLeftAnotherWay) {
  const Id id = forwarded();
  send_back(id, legal(), "submitted", true);
  EXPECT_EQ(city.perform(city.registrar(), id, "return", {{"reason", "缺章程"}}).state, "returned");
  city.perform(city.founder(), id, "resubmit", City::application());
  EXPECT_EQ(city.perform(city.registrar(), id, "accept").state, "examined");
  EXPECT_EQ(findings(), 0U);
}

TEST_F(WalkTest, ATimerThatWasRefusedIsNoMove) {
  city.open(city.registrar(), {{"reason", "按时完成"}}, "promise");
  city.at("2026-09-30T01:00:00Z");
  city.fire();
  ASSERT_EQ(city.count("select count(*) from act where action = 'timer-refused'"), 1);
  EXPECT_EQ(findings(), 0U);
  change("update act set action = 'decreed' where action = 'timer-refused'");
  EXPECT_EQ(found(), Found{"unknown-action decreed"});
}

TEST_F(WalkTest, AVerbMovesNoCaseUnlessItSendsBackOrWithdraws) {
  struct Use {
    const char* verb;
    json::object form;
  };
  const json::string legal_office(*legal().office);
  const Use uses[] = {{"claim", {}},
                      {"urge", {}},
                      {"copy", {{"offices", json::array{legal_office}}}},
                      {"add-signer", {{"office", legal_office}}},
                      {"remove-signer", {{"office", legal_office}}},
                      {"delegate", {{"to_office", legal_office}}}};
  for (const Use& use : uses) {
    const Id id = submitted();
    if (std::string_view(use.verb) == "remove-signer")
      city.perform(city.registrar(), id, "add-signer", {{"office", legal_office}});
    city.perform(city.registrar(), id, use.verb, use.form);
    EXPECT_EQ(found(), Found{}) << use.verb;
    lead_last_to("examined");
    EXPECT_EQ(found(), Found{std::string("not-allowed ") + use.verb});
    lead_last_to("submitted");
  }
}

TEST_F(WalkTest, AVerbThatThePackDoesNotHaveIsUnknown) {
  const Id id = submitted();
  city.perform(city.registrar(), id, "claim");
  change_last("action = 'bless'");
  EXPECT_EQ(found(), Found{"unknown-action bless"});
}

TEST_F(WalkTest, AVerbThatTheProcedureDoesNotUseIsUnknown) {
  change_pack(city, "procedures/registration.yaml", "initial: submitted", "verbs: [urge]\ninitial: submitted");
  const Id id = submitted();
  city.perform(city.founder(), id, "urge");
  EXPECT_EQ(found(), Found{});
  change_last("action = 'claim'");
  EXPECT_EQ(found(), Found{"unknown-action claim"});
}

TEST_F(WalkTest, AnUploadMovesNoCase) {
  const store::TemporaryDirectory folder;
  const BlobStore blobs(folder.path());
  const Id id = submitted();
  city.db->write([&](store::Tx& tx) {
    upload(*city.engine, tx, city.founder(), id, {"charter", "章程.pdf", kPaper}, blobs.put(kPaper),
           new_stamp(city.time.now(), city.random));
  });
  EXPECT_EQ(findings(), 0U);
  lead_last_to("examined");
  EXPECT_EQ(found(), Found{"not-allowed upload"});
}

TEST_F(WalkTest, ACardMovesNoCase) {
  submitted();
  city.at("2026-09-28T01:00:00Z");
  city.fire();
  EXPECT_EQ(findings(), 0U);
  lead_last_to("examined");
  EXPECT_EQ(found(), Found{"not-allowed clock-warned"});
}

TEST_F(WalkTest, AnActionThatLeadsOnDoesNotStay) {
  examined();
  lead_last_to("submitted");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, AnActionLeadsNowhereElse) {
  examined();
  lead_last_to("publicity");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
  lead_last_to("nowhere");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, AnActionThatLeadsNowhereStays) {
  const Id id = reviewed();
  city.perform(city.registrar(), id, "seat");
  EXPECT_EQ(findings(), 0U);
  lead_last_to("scoring");
  EXPECT_EQ(found(), Found{"not-allowed seat"});
}

TEST_F(WalkTest, AnActionOfAnotherStateIsUnknown) {
  examined();
  change_last("action = 'approve'");
  EXPECT_EQ(found(), Found{"unknown-action approve"});
}

TEST_F(WalkTest, OneSignatureOfSeveralMovesNoCase) {
  const Id id = forwarded();
  city.perform(city.registrar(), id, "sign", {{"reason", "同意"}});
  lead_last_to("publicity");
  EXPECT_EQ(found(), Found{"not-allowed sign"});
}

TEST_F(WalkTest, WhatNobodySignsIsNoSignature) {
  examined();
  change_last("kind = 'sign'");
  lead_last_to("submitted");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, WhatDoesNotFallDueIsNotDoneByTime) {
  examined();
  change_last("kind = 'timer'");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, AKindOfActThatThereIsNotIsUnknown) {
  examined();
  change_last("kind = 'decree'");
  EXPECT_EQ(found(), Found{"unknown-action accept"});
}

TEST_F(WalkTest, OnlyStraightBackLeadsStraightBack) {
  const Id id = forwarded();
  send_back(id, legal(), "submitted", false);
  EXPECT_EQ(city.perform(city.registrar(), id, "accept").state, "examined");
  EXPECT_EQ(findings(), 0U);
  lead_last_to("signed");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, StraightBackLeadsThereOnce) {
  const Id id = forwarded();
  send_back(id, legal(), "submitted", true);
  EXPECT_EQ(city.perform(city.registrar(), id, "accept").state, "signed");
  send_back(id, legal(), "submitted", false);
  EXPECT_EQ(city.perform(city.registrar(), id, "accept").state, "examined");
  EXPECT_EQ(findings(), 0U);
  lead_last_to("signed");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, AStepMendedAndLeftAnotherWayDoesNotLeadStraightBack) {
  const Id id = forwarded();
  send_back(id, legal(), "submitted", true);
  city.perform(city.registrar(), id, "return", {{"reason", "缺章程"}});
  lead_last_to("signed");
  EXPECT_EQ(found(), Found{"not-allowed return"});
}

TEST_F(WalkTest, NothingIsSentBackElsewhereThanItSays) {
  const Id id = forwarded();
  send_back(id, legal(), "examined", false);
  lead_last_to("submitted");
  EXPECT_EQ(found(), Found{"not-allowed send-back"});
}

TEST_F(WalkTest, NothingIsSentBackToWhereItHasNotBeen) {
  const Id id = forwarded();
  send_back(id, legal(), "examined", false);
  change_last("form = '{\"to_state\":\"decision\",\"reason\":\"一\"}'");
  lead_last_to("decision");
  EXPECT_EQ(found(), Found{"not-allowed send-back"});
}

TEST_F(WalkTest, NothingIsSentBackPastWhatHasHadEffects) {
  const Id id = reviewed();
  for (const char* action : {"seat", "convene"}) city.perform(city.registrar(), id, action);
  city.perform(legal(), id, "score");
  for (const char* action : {"admit", "visit"}) city.perform(city.registrar(), id, action);
  send_back(id, city.registrar(), "ranked", false);
  EXPECT_EQ(findings(), 0U);
  change_last("form = '{\"to_state\":\"scoring\",\"reason\":\"一\"}'");
  lead_last_to("scoring");
  EXPECT_EQ(found(), Found{"not-allowed send-back"});
}

TEST_F(WalkTest, OnlyOnesOwnLastMoveIsWithdrawn) {
  const Id id = forwarded();
  city.perform(city.registrar(), id, "withdraw");
  EXPECT_EQ(findings(), 0U);
  lead_last_to("submitted");
  EXPECT_EQ(found(), Found{"not-allowed withdraw"});
  lead_last_to("examined");
  change_last("office_id = '" + *legal().office + "'");
  EXPECT_EQ(found(), Found{"not-allowed withdraw"});
}

TEST_F(WalkTest, AClosedCaseTakesNoVerb) {
  const Id id = submitted();
  city.perform(city.founder(), id, "urge");
  change_last("from_state = 'withdrawn'");
  lead_last_to("withdrawn");
  EXPECT_EQ(found(), (Found{"state-gap urge", "not-allowed urge"}));
}

TEST_F(WalkTest, ACaseIsOpenedOnceAndBeginsWhereItsProcedureDoes) {
  submitted();
  lead_last_to("examined");
  EXPECT_EQ(found(), Found{"not-allowed open"});
  lead_last_to("submitted");
  examined();
  change_last("kind = 'open'");
  lead_last_to("submitted");
  EXPECT_EQ(found(), Found{"not-allowed accept"});
}

TEST_F(WalkTest, WhatIsMissingLeavesAGap) {
  const Id id = forwarded();
  change("delete from log_pending where act_id in (select id from act where action = 'accept')");
  change("delete from act where action = 'accept'");
  EXPECT_EQ(found(), (Found{"ordinal-gap forward", "state-gap forward"}));
}

TEST_F(WalkTest, ACaseIsInTheStateItsActsLeadTo) {
  examined();
  change("update case_file set state = 'decision'");
  EXPECT_EQ(found(), Found{"wrong-state"});
}

TEST_F(WalkTest, AnActWithoutALeafIsFound) {
  examined();
  change("delete from log_pending where act_id in (select id from act where action = 'accept')");
  EXPECT_EQ(found(), Found{"no-leaf accept"});
}

TEST_F(WalkTest, NoMoreIsLookedForThanIsAskedFor) {
  for (int i = 0; i < 3; ++i) submitted();
  change("update case_file set state = 'decision'");
  EXPECT_EQ(found().size(), 3U);
  city.db->read([&](store::Tx& tx) { EXPECT_EQ(verify_cases(tx, *city.packs, 2).size(), 2U); });
}

}  // namespace
}  // namespace gh::cases
