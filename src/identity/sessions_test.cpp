#include "identity/sessions.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/secrets.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr UtcOffset kOffset{480};

class Sessions : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    officer_ = city_->add_officer("officer", "registrar", city_->body("civil-affairs"));
  }
  StartedSession open(Instant at = kTestNow, const std::optional<Id>& office = {}) {
    const std::string secret = new_secret(city_->random);
    return db_->writing(
        [&](store::Tx& tx) { return open_session(tx, officer_.account, office, secret, {}, city_->at(at)); });
  }
  std::optional<Caller> caller(std::string_view secret, Instant at = kTestNow) {
    return db_->reading([&](store::Tx& tx) { return caller_of_session(tx, secret, at, kOffset); });
  }
  void touch(std::string_view secret, Instant at) {
    db_->write([&](store::Tx& tx) { touch_session(tx, digest_of(secret), at); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Caller officer_;
};

TEST_P(Sessions, KnowTheirCallerAndUseTheOnlyOfficeThereIs) {
  const StartedSession session = open();
  const auto known = caller(session.secret);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->account, officer_.account);
  EXPECT_EQ(known->display_name, officer_.display_name);
  EXPECT_EQ(known->office, officer_.office);
  EXPECT_EQ(known->role, "registrar");
  EXPECT_EQ(known->organisation, officer_.organisation);
  EXPECT_EQ(known->division, "440600");
  EXPECT_FALSE(known->by_token);
  EXPECT_EQ(known->scopes, (std::set<std::string>{"read", "act"}));
}

TEST_P(Sessions, OfSomebodyWithTwoOfficesUseNoneUntilOneIsChosen) {
  const Office second = city_->add_office(officer_.account, "registry_head", city_->body("civil-affairs"));
  EXPECT_FALSE(caller(open().secret)->office);
  EXPECT_EQ(caller(open(kTestNow, second.id).secret)->role, "registry_head");
}

TEST_P(Sessions, AWrongSecretIsNobody) {
  const StartedSession session = open();
  EXPECT_FALSE(caller(""));
  EXPECT_FALSE(caller(session.secret + "x"));
  EXPECT_FALSE(caller(digest_of(session.secret))) << "what is kept opens nothing";
}

TEST_P(Sessions, EndWhenIdle) {
  const StartedSession session = open();
  EXPECT_TRUE(caller(session.secret, kTestNow + minutes(30) - milliseconds(1)));
  EXPECT_FALSE(caller(session.secret, kTestNow + minutes(30)));
}

TEST_P(Sessions, StayWhileTheyAreUsedButNotBeyondTheAbsoluteLimit) {
  const StartedSession session = open();
  for (Instant at = kTestNow; at < kTestNow + hours(12); at += minutes(20)) {
    EXPECT_TRUE(caller(session.secret, at));
    touch(session.secret, at);
  }
  EXPECT_TRUE(caller(session.secret, kTestNow + hours(12) - milliseconds(1)));
  EXPECT_FALSE(caller(session.secret, kTestNow + hours(12)));
  EXPECT_EQ(session.expires_at, kTestNow + hours(12));
}

TEST_P(Sessions, AreTouchedAtMostOnceAMinuteAndNeverBackwards) {
  const StartedSession session = open();
  const auto due = [&](Instant at) {
    return db_->reading([&](store::Tx& tx) { return session_of(tx, session.secret, at, kOffset)->touch_due; });
  };
  EXPECT_FALSE(due(kTestNow + minutes(1) - milliseconds(1)));
  EXPECT_TRUE(due(kTestNow + minutes(1)));
  touch(session.secret, kTestNow + minutes(1));
  EXPECT_FALSE(due(kTestNow + minutes(1)));
  touch(session.secret, kTestNow);
  EXPECT_FALSE(due(kTestNow + minutes(1)));
}

TEST_P(Sessions, ChoosingAnOfficeMakesANewSecretAndTheOldOneIsWorthless) {
  const Office second = city_->add_office(officer_.account, "registry_head", city_->body("civil-affairs"));
  const StartedSession before = open();
  const std::string secret = new_secret(city_->random);
  const Instant later = kTestNow + minutes(10);
  const StartedSession after = db_->writing(
      [&](store::Tx& tx) { return choose_office(tx, before.secret, second.id, secret, city_->at(later)); });
  EXPECT_FALSE(caller(before.secret, later));
  ASSERT_TRUE(caller(after.secret, later));
  EXPECT_EQ(caller(after.secret, later)->role, "registry_head");
  EXPECT_NE(after.csrf, before.csrf);
  EXPECT_EQ(after.expires_at, before.expires_at) << "the absolute limit isn't renewed";
}

TEST_P(Sessions, AnOfficeOfSomebodyElseOrNotInForceCannotBeChosen) {
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  Office future;
  future.id = city_->next_id();
  future.account_id = officer_.account;
  future.role = "founder";
  future.division = "440600";
  future.from_day = kTestToday + days{1};
  future.created_at = kTestNow;
  db_->write([&](store::Tx& tx) { grant_office(tx, city_->pack, future); });
  const StartedSession session = open();
  const auto choose = [&](const Id& office, Instant at) {
    try {
      db_->write(
          [&](store::Tx& tx) { choose_office(tx, session.secret, office, new_secret(city_->random), city_->at(at)); });
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kForbidden);
      return problem.errors().at(0).rule;
    }
    return std::string();
  };
  EXPECT_EQ(choose(*other.office, kTestNow), "office-not-held");
  EXPECT_EQ(choose(future.id, kTestNow), "office-not-held") << "not yet begun";
  EXPECT_EQ(choose(city_->next_id(), kTestNow), "office-not-held");
  EXPECT_TRUE(caller(session.secret)) << "a refusal leaves the session as it was";
  EXPECT_THROW(open(kTestNow, *other.office), Problem);
}

TEST_P(Sessions, ChoosingWithAnEndedSessionIsRefused) {
  const StartedSession session = open();
  try {
    db_->write([&](store::Tx& tx) {
      choose_office(tx, session.secret, officer_.office, new_secret(city_->random), city_->at(kTestNow + minutes(31)));
    });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kUnauthenticated);
  }
}

TEST_P(Sessions, AnOfficeThatEndsOrIsRevokedLeavesTheCallerWithoutOne) {
  const Id account = city_->add_account("temp");
  Office ending;
  ending.id = city_->next_id();
  ending.account_id = account;
  ending.role = "founder";
  ending.division = "440600";
  ending.from_day = kTestToday;
  ending.to_day = kTestToday;
  ending.created_at = kTestNow;
  db_->write([&](store::Tx& tx) { grant_office(tx, city_->pack, ending); });
  const std::string secret = new_secret(city_->random);
  const SessionOptions long_ones{.idle = hours(100), .absolute = hours(100)};
  db_->write([&](store::Tx& tx) { open_session(tx, account, ending.id, secret, long_ones, city_->at()); });

  const Instant midnight = start_of(kTestToday + days{1}, kOffset);
  EXPECT_EQ(caller(secret, midnight - milliseconds(1))->office, ending.id);
  ASSERT_TRUE(caller(secret, midnight));
  EXPECT_FALSE(caller(secret, midnight)->office);
  EXPECT_EQ(caller(secret, midnight)->role, "");

  const StartedSession session = open();
  db_->write([&](store::Tx& tx) { revoke_office(tx, *officer_.office, kTestNow); });
  EXPECT_FALSE(caller(session.secret)->office);
}

TEST_P(Sessions, OfALockedAccountAreOver) {
  const StartedSession session = open();
  db_->write([&](store::Tx& tx) { set_account_status(tx, officer_.account, AccountStatus::locked); });
  EXPECT_FALSE(caller(session.secret));
  db_->write([&](store::Tx& tx) { set_account_status(tx, officer_.account, AccountStatus::active); });
  EXPECT_FALSE(caller(session.secret)) << "unlocking brings no session back";
}

TEST_P(Sessions, SigningOutEndsOneAndOnlyThat) {
  const StartedSession first = open();
  const StartedSession second = open();
  EXPECT_TRUE(db_->writing([&](store::Tx& tx) { return sign_out(tx, first.secret, city_->at()); }));
  EXPECT_FALSE(caller(first.secret));
  EXPECT_TRUE(caller(second.secret));
  EXPECT_FALSE(db_->writing([&](store::Tx& tx) { return sign_out(tx, first.secret, city_->at()); }));
}

TEST_P(Sessions, AreListedAndEndedByTheirOwnerOnly) {
  const StartedSession first = open(kTestNow);
  const StartedSession second = open(kTestNow + minutes(1));
  const auto list =
      db_->reading([&](store::Tx& tx) { return sessions_of(tx, officer_.account, kTestNow + minutes(2)); });
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].id, digest_of(second.secret)) << "newest first";
  EXPECT_EQ(list[0].remote, "192.0.2.1");
  const Id stranger = city_->add_account("stranger");
  EXPECT_FALSE(db_->writing([&](store::Tx& tx) { return end_session(tx, stranger, list[1].id); }));
  EXPECT_TRUE(caller(first.secret));
  EXPECT_TRUE(db_->writing([&](store::Tx& tx) { return end_session(tx, officer_.account, list[1].id); }));
  EXPECT_FALSE(caller(first.secret));
}

TEST_P(Sessions, TheOldestEndsWhenThereAreTooMany) {
  std::vector<StartedSession> sessions;
  for (std::size_t i = 0; i <= kSessionsPerAccountMax; ++i)
    sessions.push_back(open(kTestNow + std::chrono::seconds(i)));
  const Instant later = kTestNow + minutes(1);
  EXPECT_FALSE(caller(sessions[0].secret, later));
  EXPECT_TRUE(caller(sessions[1].secret, later));
  EXPECT_TRUE(caller(sessions.back().secret, later));
}

TEST_P(Sessions, EndedOnesAreForgottenAndGoodOnesKept) {
  open(kTestNow);
  open(kTestNow);
  const StartedSession good = open(kTestNow + minutes(20));
  const Instant later = kTestNow + minutes(31);
  const auto forget = [&](std::size_t limit) {
    return db_->writing([&](store::Tx& tx) { return forget_ended_sessions(tx, later, limit); });
  };
  EXPECT_EQ(forget(1), 1);
  EXPECT_EQ(forget(100), 1);
  EXPECT_EQ(forget(100), 0);
  EXPECT_TRUE(caller(good.secret, later));
}

INSTANTIATE_TEST_SUITE_P(Databases, Sessions, testing::ValuesIn(store::kDialects));

TEST(CsrfToken, IsOfTheSessionAlone) {
  EXPECT_EQ(csrf_token("one"), csrf_token("one"));
  EXPECT_NE(csrf_token("one"), csrf_token("another"));
  EXPECT_NE(csrf_token("one"), digest_of("one"));
}

}  // namespace
}  // namespace gh::identity
