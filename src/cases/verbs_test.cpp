// The approval verbs: what each does, and when it is refused.
#include "cases/engine_fixture.h"
#include "cases/inbox.h"

namespace gh::cases {
namespace {

class VerbsTest : public CityTest {
 protected:
  void SetUp() override {
    CityTest::SetUp();
    if (!city) return;
    city->registrar();
    id = city->open(city->founder(), City::application()).case_id;
  }
  identity::Caller second() { return city->as("registrar2", "registrar", "civil-affairs"); }
  static json::object to(const identity::Caller& caller) { return {{"to_office", *caller.office}}; }
  static json::object office(const identity::Caller& caller) { return {{"office", *caller.office}}; }

  Id id;
};
INSTANTIATE_TEST_SUITE_P(Databases, VerbsTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(VerbsTest, AClaimedStepIsItsHoldersUntilReleased) {
  city->perform(city->registrar(), id, "claim");
  EXPECT_EQ(refusal_of([&] { city->perform(second(), id, "accept"); }), "forbidden by");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "claim"); }), "conflict claimed");
  city->perform(city->registrar(), id, "release");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "release"); }), "conflict not-claimed");
  EXPECT_EQ(city->perform(second(), id, "accept").state, "examined");
}

// Whoever leaves takes nothing with him: what he had claimed or was handed waits for his colleagues again.
TEST_P(VerbsTest, AStepOfSomebodyWhoseOfficeHasEndedIsNobodysAgain) {
  const auto boxes = [&](const identity::Caller& caller) {
    return city->db->reading([&](store::Tx& tx) {
      const Day today = local_day(city->time.now(), std::chrono::hours{8});
      std::vector<std::string> out;
      for (const char* box : {"todo", "claimable"})
        for (const InboxLine& line :
             inbox(tx, caller, *city->packs->newest(), box, {}, 10, "", city->time.now(), today).lines)
          out.push_back(std::string(box) + (line.holder.empty() ? "" : " held"));
      return out;
    });
  };
  city->perform(city->registrar(), id, "hand-over", to(second()));
  EXPECT_EQ(boxes(city->registrar()), std::vector<std::string>{});
  EXPECT_EQ(boxes(second()), std::vector<std::string>{"todo held"});
  city->db->write([&](store::Tx& tx) { identity::revoke_office(tx, *second().office, city->time.now(), {}); });
  EXPECT_EQ(boxes(city->registrar()), (std::vector<std::string>{"todo", "claimable"}));
  city->perform(city->registrar(), id, "claim");
  EXPECT_EQ(boxes(city->registrar()), std::vector<std::string>{"todo held"});
  EXPECT_EQ(city->perform(city->registrar(), id, "accept").state, "examined");
}

TEST_P(VerbsTest, WhoStoodInForSomebodyWhoHasLeftIsAskedNoMore) {
  const auto waiting = [&](const identity::Caller& caller) {
    return city->db->reading([&](store::Tx& tx) {
      const Day today = local_day(city->time.now(), std::chrono::hours{8});
      return inbox(tx, caller, *city->packs->newest(), "todo", {}, 10, "", city->time.now(), today).lines.size();
    });
  };
  city->perform(city->registrar(), id, "delegate", to(legal()));
  EXPECT_EQ(waiting(legal()), 1U);
  city->db->write([&](store::Tx& tx) { identity::revoke_office(tx, *city->registrar().office, city->time.now(), {}); });
  EXPECT_EQ(waiting(legal()), 0U);
  EXPECT_EQ(refusal_of([&] { city->perform(legal(), id, "accept"); }), "forbidden by");
}

TEST_P(VerbsTest, OnlyWhatCouldBeDoneNowIsOffered) {
  const auto offers = [&](const identity::Caller& caller, std::string_view verb) {
    const auto actions =
        city->db->reading([&](store::Tx& tx) { return city->engine->actions(tx, caller, id, city->time.now()); });
    return std::any_of(actions.begin(), actions.end(),
                       [&](const ActionState& one) { return one.action == verb && one.allowed; });
  };
  EXPECT_TRUE(offers(city->registrar(), "claim"));
  EXPECT_FALSE(offers(city->registrar(), "release"));
  EXPECT_FALSE(offers(city->registrar(), "remove-signer"));
  city->perform(city->registrar(), id, "claim");
  EXPECT_FALSE(offers(city->registrar(), "claim"));
  EXPECT_TRUE(offers(city->registrar(), "release"));
  EXPECT_FALSE(offers(second(), "claim"));
  city->perform(city->registrar(), id, "add-signer", office(legal()));
  EXPECT_TRUE(offers(city->registrar(), "remove-signer"));
  EXPECT_TRUE(offers(legal(), "opine"));
  EXPECT_FALSE(offers(legal(), "claim"));
}

TEST_P(VerbsTest, AStepOfAWholeOrganisationIsClaimedAndReleasedLikeARoles) {
  id = city->open(city->registrar(), {{"reason", "草案"}}, "draft").case_id;
  city->perform(city->head(), id, "claim");
  EXPECT_EQ(city->count("select count(*) from step where signer_kind = 'organisation' and office_id is not null"), 1);
  city->perform(city->head(), id, "release");
  EXPECT_EQ(city->count("select count(*) from step where signer_kind = 'organisation' and office_id is not null"), 0);
}

TEST_P(VerbsTest, HandingOverMovesTheStepToTheSameRoleOnly) {
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "hand-over", to(legal())); }), "conflict same-role");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "hand-over", to(city->registrar())); }),
            "conflict other-office");
  city->perform(city->registrar(), id, "hand-over", to(second()));
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "accept"); }), "forbidden by");
  EXPECT_EQ(city->perform(second(), id, "accept").state, "examined");
}

TEST_P(VerbsTest, ADelegateActsForTheHolderAndTheActSaysSo) {
  city->perform(city->registrar(), id, "delegate", to(legal()));
  const auto done = city->perform(legal(), id, "accept");
  const auto act =
      city->db->reading([&](store::Tx& tx) { return *tx.one<Act>("select * from act where id = ?", {done.act}); });
  EXPECT_EQ(act.on_behalf_of, city->registrar().office);
}

TEST_P(VerbsTest, AnAddedSignerMustSpeakBeforeTheCaseMovesOn) {
  city->perform(city->registrar(), id, "add-signer", office(legal()));
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "add-signer", office(legal())); }),
            "conflict signer-already");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "accept"); }), "conflict added-signers-pending");
  EXPECT_EQ(refusal_of([&] { city->perform(second(), id, "opine", {{"reason", "可"}}); }), "forbidden added-signer");
  city->perform(legal(), id, "opine", {{"reason", "合法"}});
  EXPECT_EQ(city->perform(city->registrar(), id, "accept").state, "examined");
}

TEST_P(VerbsTest, AnAddedSignerCanBeTakenBackUntilHeHasSpoken) {
  city->perform(city->registrar(), id, "add-signer", office(legal()));
  city->perform(city->registrar(), id, "remove-signer", office(legal()));
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "remove-signer", office(legal())); }),
            "conflict added-signer");
  EXPECT_EQ(city->perform(city->registrar(), id, "accept").state, "examined");
}

TEST_P(VerbsTest, SendingBackMakesAllSignersAnewAndMayReturnStraight) {
  city->perform(city->registrar(), id, "accept");
  city->perform(city->registrar(), id, "forward");
  city->perform(city->registrar(), id, "sign", {{"reason", "同意"}});
  const json::object back = {{"to_state", "examined"}, {"reason", "补充意见"}, {"straight_back", true}};
  EXPECT_EQ(city->perform(legal(), id, "send-back", back).state, "examined");
  EXPECT_EQ(city->perform(city->registrar(), id, "forward").state, "signed");
  // The registrar's earlier signature doesn't count any more.
  EXPECT_EQ(city->perform(legal(), id, "sign", {{"reason", "同意"}}).state, "signed");
  EXPECT_EQ(city->perform(city->registrar(), id, "sign", {{"reason", "同意"}}).state, "publicity");
}

TEST_P(VerbsTest, SendingBackGoesOnlyWhereTheCaseHasBeen) {
  const json::object nowhere = {{"to_state", "decision"}, {"reason", "试试"}};
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "send-back", nowhere); }), "conflict visited-state");
}

TEST_P(VerbsTest, WithdrawingTakesBackOnesOwnLastMoveUntilItIsTakenUp) {
  city->perform(city->registrar(), id, "accept");
  EXPECT_EQ(refusal_of([&] { city->perform(second(), id, "withdraw"); }), "conflict last-move");
  EXPECT_EQ(city->perform(city->registrar(), id, "withdraw").state, "submitted");
  city->perform(city->registrar(), id, "accept");
  city->perform(second(), id, "claim");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "withdraw"); }), "conflict last-move");
}

TEST_P(VerbsTest, UrgingCountsAndEndsSomewhere) {
  city->perform(city->founder(), id, "urge");
  EXPECT_EQ(city->count("select max(urged) from step"), 1);
  for (int i = 1; i < 20; ++i) city->perform(city->founder(), id, "urge");
  EXPECT_EQ(refusal_of([&] { city->perform(city->founder(), id, "urge"); }), "conflict nothing-to-urge");
}

TEST_P(VerbsTest, ACopyOpensTheCaseToItsReader) {
  const auto supervisor = city->as("finance-registrar", "registrar", "finance");
  city->perform(city->registrar(), id, "copy", {{"offices", json::array{json::string(*supervisor.office)}}});
  EXPECT_EQ(city->count("select count(*) from case_copy"), 1);
  EXPECT_EQ(refusal_of([&] {
              city->perform(city->registrar(), id, "copy",
                            {{"offices", json::array{"01890000-0000-7000-8000-000000000000"}}});
            }),
            "invalid-form office");
}

TEST_P(VerbsTest, WhoHasNoPartInACaseNeitherCopiesNorUrges) {
  const auto stranger = city->as("stranger", "citizen");
  const json::object to_himself = {{"offices", json::array{json::string(*stranger.office)}}};
  EXPECT_EQ(refusal_of([&] { city->perform(stranger, id, "copy", to_himself); }), "forbidden reads-case");
  EXPECT_EQ(refusal_of([&] { city->perform(stranger, id, "urge"); }), "forbidden reads-case");
  EXPECT_EQ(city->count("select count(*) from case_copy"), 0);
}

TEST_P(VerbsTest, AnApplicantNeitherCopiesNorAddsSignersNorSendsBack) {
  const json::object to_himself = {{"offices", json::array{json::string(*city->founder().office)}}};
  EXPECT_EQ(refusal_of([&] { city->perform(city->founder(), id, "copy", to_himself); }), "forbidden public-body");
  const json::object himself = {{"office", *city->founder().office}};
  EXPECT_EQ(refusal_of([&] { city->perform(city->founder(), id, "add-signer", himself); }), "forbidden public-body");
  const json::object back = {{"to_state", "submitted"}, {"reason", "再等等"}};
  EXPECT_EQ(refusal_of([&] { city->perform(city->founder(), id, "send-back", back); }), "forbidden public-body");
}

TEST_P(VerbsTest, AClosedCaseTakesNoVerb) {
  city->perform(city->founder(), id, "give-up");
  EXPECT_EQ(refusal_of([&] { city->perform(city->registrar(), id, "urge"); }), "conflict closed");
}

}  // namespace
}  // namespace gh::cases
