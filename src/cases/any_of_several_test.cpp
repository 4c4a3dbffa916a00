// 或签: several may sign a step, and the first signature is enough.
#include "cases/changed_pack.h"
#include "cases/engine_fixture.h"
#include "cases/inbox.h"
#include "cases/walk.h"

namespace gh::cases {
namespace {

class AnyOfSeveralTest : public CityTest {
 protected:
  void SetUp() override {
    CityTest::SetUp();
    if (!city) return;
    // The deputy may say something, but isn't asked to sign.
    change_pack(*city, "procedures/draft.yaml",
                R"(signing: {mode: count, count: "2", signers: [registrar, legal, head], action: vote}
    actions:
      vote: {title: {zh: 表决, en: vote}, by: [registrar, legal, head], to: done})",
                R"(signing: {mode: any, signers: [registrar, legal, head], action: vote}
    actions:
      vote:
        title: {zh: 表决, en: vote}
        by: [registrar, legal, head, deputy]
        form: reason
        effects: [{name: cases.add_party, with: {relation: voter, organisation: =authority}}]
        to: done)");
    legal();
    city->head();
    id = city->open(city->registrar(), {{"reason", "草案"}}, "draft").case_id;
    city->perform(city->registrar(), id, "submit");
    city->perform(legal(), id, "sign");
    city->perform(city->head(), id, "sign");
  }
  identity::Caller deputy() { return city->as("deputy", "deputy", "civil-affairs"); }
  Done vote(const identity::Caller& by) { return city->perform(by, id, "vote", {{"reason", "同意"}}); }
  std::int64_t todo(const identity::Caller& caller) {
    return city->db->reading([&](store::Tx& tx) {
      return inbox(tx, caller, *city->packs->newest(), "todo", {}, 10, "", city->time.now(), day_of(2026, 9, 21)).total;
    });
  }
  std::int64_t voters() { return city->count("select count(*) from case_party where relation = 'voter'"); }
  Id id;
};
INSTANTIATE_TEST_SUITE_P(Databases, AnyOfSeveralTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(AnyOfSeveralTest, TheFirstSignatureMovesTheCaseAndTakesEffect) {
  for (const auto& signer : {city->registrar(), legal(), city->head()}) EXPECT_EQ(todo(signer), 1) << signer.role;
  EXPECT_EQ(vote(legal()).state, "done");
  EXPECT_EQ(voters(), 1);
  EXPECT_EQ(city->count("select count(*) from act where action = 'vote' and kind = 'action'"), 1);
  city->db->read([&](store::Tx& tx) { EXPECT_TRUE(verify_cases(tx, *city->packs, 10).empty()); });
}

TEST_P(AnyOfSeveralTest, NobodyElseIsWaitedForAfterwardsAndNobodySignsAnyMore) {
  vote(legal());
  for (const auto& signer : {city->registrar(), legal(), city->head()}) EXPECT_EQ(todo(signer), 0) << signer.role;
  EXPECT_EQ(refusal_of([&] { vote(city->head()); }), "conflict state-allows");
  EXPECT_EQ(voters(), 1);
}

TEST_P(AnyOfSeveralTest, WhoIsNoSignerSaysSomethingAndMovesNothing) {
  EXPECT_EQ(vote(deputy()).state, "voted");
  EXPECT_EQ(voters(), 0);
  EXPECT_EQ(city->count("select count(*) from act where action = 'vote' and kind = 'sign'"), 1);
  EXPECT_EQ(vote(city->head()).state, "done");
  city->db->read([&](store::Tx& tx) { EXPECT_TRUE(verify_cases(tx, *city->packs, 10).empty()); });
}

TEST_P(AnyOfSeveralTest, AnAddedSignerIsHeardBeforeTheFirstSignature) {
  city->perform(city->head(), id, "add-signer", {{"office", *deputy().office}});
  EXPECT_EQ(refusal_of([&] { vote(legal()); }), "conflict added-signers-pending");
  city->perform(deputy(), id, "opine", {{"reason", "可"}});
  EXPECT_EQ(vote(legal()).state, "done");
}

}  // namespace
}  // namespace gh::cases
