#include "identity/tokens.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/secrets.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;

class Tokens : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    officer_ = city_->add_officer("officer", "registrar", city_->body("civil-affairs"));
  }
  NewToken new_token() {
    return {city_->next_id(), token_secret(city_->random), officer_.office, {"read"},
            "nightly export", kTestNow + days{30}};
  }
  std::string refusal_of(const Caller& caller, const NewToken& token) {
    try {
      db_->write([=, this](store::Tx& tx) { create_token(tx, caller, token, {}, city_->at()); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "";
  }
  NewToken make(std::set<std::string> scopes = {"read"}) {
    NewToken token = new_token();
    token.scopes = std::move(scopes);
    EXPECT_EQ(refusal_of(officer_, token), "");
    return token;
  }
  std::optional<Caller> caller(std::string_view secret, Instant at = kTestNow) {
    return db_->reading([&](store::Tx& tx) { return caller_of_token(tx, secret, at, UtcOffset{480}); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Caller officer_;
};

TEST_P(Tokens, KnowTheirCallerOfficeAndScopes) {
  const auto known = caller(make({"read", "act"}).secret);
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->by_token);
  EXPECT_EQ(known->account, officer_.account);
  EXPECT_EQ(known->office, officer_.office);
  EXPECT_EQ(known->role, "registrar");
  EXPECT_EQ(known->scopes, (std::set<std::string>{"act", "read"}));
  EXPECT_EQ(caller(make({"read"}).secret)->scopes, (std::set<std::string>{"read"}));
  EXPECT_EQ(caller(make({"act"}).secret)->scopes, (std::set<std::string>{"act"}));
}

TEST_P(Tokens, AWrongSecretIsNobody) {
  const NewToken token = make();
  EXPECT_FALSE(caller(""));
  EXPECT_FALSE(caller(token.secret + "x"));
  EXPECT_FALSE(caller(token.secret.substr(kTokenPrefix.size())));
  EXPECT_FALSE(caller(std::string(kTokenPrefix) + digest_of(token.secret)));
}

TEST_P(Tokens, EndAtTheirTime) {
  const NewToken token = make();
  EXPECT_TRUE(caller(token.secret, token.expires_at - milliseconds(1)));
  EXPECT_FALSE(caller(token.secret, token.expires_at));
}

TEST_P(Tokens, ARevokedOneIsNobody) {
  const NewToken token = make();
  db_->write([&](store::Tx& tx) { revoke_token(tx, officer_, token.id, city_->at()); });
  EXPECT_FALSE(caller(token.secret));
  db_->write([&](store::Tx& tx) { revoke_token(tx, officer_, token.id, city_->at(kTestNow + days{1})); });
  const auto list = db_->reading([&](store::Tx& tx) { return tokens_of(tx, officer_.account); });
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].revoked_at, kTestNow) << "a repeat changes nothing";
}

TEST_P(Tokens, OnlyTheirOwnerRevokesThem) {
  const NewToken token = make();
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  try {
    db_->write([&](store::Tx& tx) { revoke_token(tx, other, token.id, city_->at()); });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kNotFound);
  }
  EXPECT_TRUE(caller(token.secret));
  EXPECT_TRUE(db_->reading([&](store::Tx& tx) { return tokens_of(tx, other.account); }).empty());
}

TEST_P(Tokens, OfALockedAccountAreNobodyAndOfAResetOneRevoked) {
  const NewToken token = make();
  db_->write([&](store::Tx& tx) { set_account_status(tx, officer_.account, AccountStatus::locked); });
  EXPECT_FALSE(caller(token.secret));
  db_->write([&](store::Tx& tx) { set_account_status(tx, officer_.account, AccountStatus::active); });
  EXPECT_TRUE(caller(token.secret));
  db_->write(
      [&](store::Tx& tx) { begin_password_reset(tx, officer_.account, "one-time", kTestNow, kTestNow + hours(1)); });
  EXPECT_FALSE(caller(token.secret));
}

TEST_P(Tokens, OfARevokedOfficeHaveNoOffice) {
  const NewToken token = make();
  db_->write([&](store::Tx& tx) { revoke_office(tx, *officer_.office, kTestNow); });
  ASSERT_TRUE(caller(token.secret));
  EXPECT_FALSE(caller(token.secret)->office);
  EXPECT_EQ(caller(token.secret)->role, "");
}

TEST_P(Tokens, WhatIsKeptDoesNotOpenAnything) {
  const NewToken token = make();
  const auto kept =
      db_->reading([&](store::Tx& tx) { return tx.string("select secret_hash from token where id = ?", {token.id}); });
  EXPECT_EQ(kept, digest_of(token.secret));
  EXPECT_NE(kept, token.secret);
}

TEST_P(Tokens, TheirLastDayOfUseIsWrittenOncePerDay) {
  const NewToken token = make();
  const auto due = [&](Instant at) {
    return db_->reading([&](store::Tx& tx) { return token_of(tx, token.secret, at, UtcOffset{480})->touch_due; });
  };
  EXPECT_TRUE(due(kTestNow));
  db_->write([&](store::Tx& tx) { touch_token(tx, token.id, kTestToday); });
  EXPECT_FALSE(due(kTestNow));
  EXPECT_TRUE(due(kTestNow + days{1}));
}

TEST_P(Tokens, ATokenMakesNoOther) {
  Caller by_token = officer_;
  by_token.by_token = true;
  EXPECT_EQ(refusal_of(by_token, new_token()), " token-by-token");
}

TEST_P(Tokens, SomebodyElsesOfficeIsRefused) {
  NewToken token = new_token();
  token.office = city_->add_officer("other", "finance_officer", city_->body("finance")).office;
  EXPECT_EQ(refusal_of(officer_, token), "/office office-not-held");
}

TEST_P(Tokens, ScopesLabelAndEndAreChecked) {
  NewToken token = new_token();
  token.scopes = {};
  EXPECT_EQ(refusal_of(officer_, token), "/scopes scope");
  token.scopes = {"read", "everything"};
  EXPECT_EQ(refusal_of(officer_, token), "/scopes scope");
  token = new_token();
  token.label = "";
  EXPECT_EQ(refusal_of(officer_, token), "/label label");
  token = new_token();
  token.expires_at = kTestNow;
  EXPECT_EQ(refusal_of(officer_, token), "/expires_at expiry");
  token.expires_at = kTestNow + days{366} + milliseconds(1);
  EXPECT_EQ(refusal_of(officer_, token), "/expires_at expiry");
  token.expires_at = kTestNow + days{366};
  EXPECT_EQ(refusal_of(officer_, token), "");
}

TEST_P(Tokens, AnAccountHasNoMoreThanItNeeds) {
  NewToken last;
  for (std::size_t i = 0; i < kTokensPerAccountMax; ++i) last = make();
  EXPECT_EQ(refusal_of(officer_, new_token()), " tokens-per-account");
  db_->write([&](store::Tx& tx) { revoke_token(tx, officer_, last.id, city_->at()); });
  EXPECT_EQ(refusal_of(officer_, new_token()), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Tokens, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
