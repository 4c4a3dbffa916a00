#include "identity/sign_in.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/secrets.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::string_view kPassword = "Kiln-and-glaze-7";
constexpr std::string_view kOtherPassword = "Glaze-and-kiln-8";

struct Refusal {
  std::optional<ProblemCode> code;
  std::string field;
  std::string rule;
  int retry_after_seconds = 0;
  bool operator==(const Refusal&) const = default;
};

// What the call is refused with; an empty one when it isn't.
template <class Call>
Refusal refusal_of(Call call) {
  try {
    call();
  } catch (const Problem& problem) {
    Refusal refusal{problem.code(), "", "", problem.retry_after_seconds()};
    if (!problem.errors().empty()) {
      refusal.field = problem.errors().front().field;
      refusal.rule = problem.errors().front().rule;
    }
    return refusal;
  }
  return {};
}

const Refusal kWrong{ProblemCode::kUnauthenticated, "", "wrong-credentials", 0};

class SigningIn : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    passwords_.emplace(PasswordOptions{.cost = kTestCost}, city_->random);
    officer_ = city_->add_officer("officer", "registrar", city_->body("civil-affairs"));
    set_password(officer_.account, kPassword);
  }
  void set_password(const Id& account, std::string_view password) {
    const std::string hash = passwords_->hash(password);
    db_->write([&](store::Tx& tx) { set_password_hash(tx, account, hash, kTestNow); });
  }
  SignIn with() { return {*db_, *passwords_, options_}; }
  StartedSession enter(std::string_view login, std::string_view password, Instant at = kTestNow) {
    return sign_in(with(), login, password, std::nullopt, new_secret(city_->random), city_->at(at));
  }
  Refusal refused(std::string_view login, std::string_view password, Instant at = kTestNow) {
    return refusal_of([&] { enter(login, password, at); });
  }
  std::optional<Caller> caller(std::string_view secret, Instant at = kTestNow) {
    return db_->reading([&](store::Tx& tx) { return caller_of_session(tx, secret, at, UtcOffset{480}); });
  }
  Credentials credentials(std::string_view login, Instant at = kTestNow) {
    return db_->reading([&](store::Tx& tx) { return read_credentials(tx, login, at); });
  }
  std::vector<KeptAuditEvent> audited() {
    return db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 100); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  std::optional<Passwords> passwords_;
  SignInOptions options_;
  Caller officer_;
};

TEST_P(SigningIn, TheRightPasswordBeginsASession) {
  const StartedSession session = enter("officer", kPassword);
  EXPECT_EQ(session.account, officer_.account);
  EXPECT_EQ(session.office, officer_.office);
  EXPECT_EQ(session.expires_at, kTestNow + options_.session.absolute);
  EXPECT_TRUE(caller(session.secret));
  EXPECT_TRUE(caller(enter("Officer", kPassword).secret)) << "letter case of a login doesn't matter";
}

TEST_P(SigningIn, EachTimeMakesANewSecret) {
  EXPECT_NE(enter("officer", kPassword).secret, enter("officer", kPassword).secret);
}

TEST_P(SigningIn, AWrongPasswordAndAnUnknownLoginGetTheSameAnswer) {
  EXPECT_EQ(refused("officer", "wrong"), kWrong);
  EXPECT_EQ(refused("nobody", "wrong"), kWrong);
  EXPECT_EQ(refused("nobody", ""), kWrong);
  EXPECT_EQ(refused("", ""), kWrong);
}

TEST_P(SigningIn, AnAccountWithoutAPasswordHasNoneThatFits) {
  city_->add_account("newcomer");
  EXPECT_EQ(refused("newcomer", ""), kWrong);
  EXPECT_EQ(refused("newcomer", "newcomer"), kWrong);
  EXPECT_EQ(refused("newcomer", "no account has this password"), kWrong);
}

TEST_P(SigningIn, ALockedOrClosedAccountGetsTheSameAnswerAsAWrongPassword) {
  for (const AccountStatus status : {AccountStatus::locked, AccountStatus::closed}) {
    db_->write([&](store::Tx& tx) { set_account_status(tx, officer_.account, status); });
    EXPECT_EQ(refused("officer", kPassword), kWrong);
  }
}

TEST_P(SigningIn, FiveFailuresInARowLockTheLoginForAWhile) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refused("officer", "wrong"), kWrong) << i;
  const Refusal locked = refused("officer", kPassword);
  EXPECT_EQ(locked.code, ProblemCode::kLocked);
  EXPECT_EQ(locked.rule, "sign-in-lock");
  EXPECT_EQ(locked.retry_after_seconds, 15 * 60 + 1);
  EXPECT_EQ(refused("officer", kPassword, kTestNow + minutes(15) - milliseconds(1)).code, ProblemCode::kLocked);
  EXPECT_TRUE(caller(enter("officer", kPassword, kTestNow + minutes(15)).secret, kTestNow + minutes(15)));
}

TEST_P(SigningIn, AnUnknownLoginLocksInTheSameWay) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refused("nobody", "wrong"), kWrong) << i;
  const Refusal unknown = refused("nobody", "wrong");
  for (int i = 0; i < 5; ++i) refused("officer", "wrong");
  EXPECT_EQ(unknown, refused("officer", "wrong")) << "a lock says nothing about who has an account";
}

TEST_P(SigningIn, ASuccessForgetsTheFailuresBefore) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(refused("officer", "wrong"), kWrong);
    EXPECT_NO_THROW(enter("officer", kPassword));
  }
}

TEST_P(SigningIn, FailuresFarApartAreNotInARow) {
  Instant at = kTestNow;
  for (int i = 0; i < 12; ++i, at += minutes(16)) EXPECT_EQ(refused("officer", "wrong", at), kWrong) << i;
  EXPECT_NO_THROW(enter("officer", kPassword, at));
}

TEST_P(SigningIn, AfterALockTheCountBeginsAnew) {
  for (int i = 0; i < 5; ++i) refused("officer", "wrong");
  const Instant later = kTestNow + minutes(15);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(refused("officer", "wrong", later), kWrong) << i;
  EXPECT_NO_THROW(enter("officer", kPassword, later));
}

TEST_P(SigningIn, ARightGuessAmongManyAtOnceIsRefusedWhenTheOthersLockedTheLogin) {
  const Credentials before = credentials("officer");
  for (int i = 0; i < 5; ++i) db_->write([&](store::Tx& tx) { record_failure(tx, before, options_, city_->at()); });
  const Refusal refusal = refusal_of([&] {
    db_->writing([&](store::Tx& tx) {
      return start_session(tx, before, std::nullopt, new_secret(city_->random), options_, city_->at());
    });
  });
  EXPECT_EQ(refusal.code, ProblemCode::kLocked);
}

TEST_P(SigningIn, APasswordChangedWhileItWasCheckedOpensNothing) {
  const Credentials before = credentials("officer");
  set_password(officer_.account, kOtherPassword);
  EXPECT_EQ(refusal_of([&] {
              db_->writing([&](store::Tx& tx) {
                return start_session(tx, before, std::nullopt, new_secret(city_->random), options_, city_->at());
              });
            }),
            kWrong);
}

TEST_P(SigningIn, FailuresOfLoginsNobodyTriesAnyMoreAreForgotten) {
  for (int i = 0; i < 5; ++i) refused("nobody" + std::to_string(i), "wrong");
  refused("officer", "wrong", kTestNow + hours(1));
  EXPECT_EQ(db_->reading([](store::Tx& tx) { return tx.integer("select count(*) from sign_in_failure"); }), 1);
}

TEST_P(SigningIn, IntoAnOfficeOfSomebodyElseIsRefused) {
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  const Refusal refusal =
      refusal_of([&] { sign_in(with(), "officer", kPassword, other.office, new_secret(city_->random), city_->at()); });
  EXPECT_EQ(refusal.code, ProblemCode::kForbidden);
  EXPECT_EQ(refusal.rule, "office-not-held");
}

TEST_P(SigningIn, SuccessFailureAndLockStandInTheAuditLogWithoutWhatWasTyped) {
  refused("secret-typed-as-login", "wrong");
  for (int i = 0; i < 6; ++i) refused("officer", "wrong");
  enter("officer", kPassword, kTestNow + minutes(15));
  const auto events = audited();
  ASSERT_EQ(events.size(), 8U);
  EXPECT_EQ(events[0].kind, audit_kind::kSignedIn);
  EXPECT_EQ(events[0].account_id, officer_.account);
  EXPECT_EQ(events[1].kind, audit_kind::kSignInFailed);
  EXPECT_EQ(events[1].outcome, "sign-in-lock");
  EXPECT_EQ(events[2].outcome, "locked-after-this");
  EXPECT_EQ(events[3].outcome, "wrong-credentials");
  EXPECT_EQ(events[7].account_id, std::nullopt);
  for (const auto& event : events) {
    EXPECT_EQ(event.remote, "192.0.2.1");
    EXPECT_EQ(event.subject.find("secret"), std::string::npos);
    EXPECT_EQ(event.subject.find("officer"), std::string::npos);
  }
}

TEST_P(SigningIn, ChangingThePasswordEndsTheOtherSessions) {
  const StartedSession here = enter("officer", kPassword);
  const StartedSession elsewhere = enter("officer", kPassword);
  change_password(with(), officer_, digest_of(here.secret), kPassword, kOtherPassword, city_->at());
  EXPECT_TRUE(caller(here.secret));
  EXPECT_FALSE(caller(elsewhere.secret));
  EXPECT_EQ(refused("officer", kPassword), kWrong);
  EXPECT_NO_THROW(enter("officer", kOtherPassword));
}

TEST_P(SigningIn, ChangingThePasswordNeedsTheOldOneAndAGoodNewOne) {
  const auto change = [&](std::string_view old_one, std::string_view new_one) {
    return refusal_of([&] { change_password(with(), officer_, std::nullopt, old_one, new_one, city_->at()); });
  };
  EXPECT_EQ(change("wrong", kOtherPassword), kWrong);
  EXPECT_EQ(change(kPassword, "Password2026!").rule, "common-password");
  EXPECT_EQ(change(kPassword, "Short-1").rule, "password-length");
  EXPECT_EQ(change(kPassword, "Short-1").field, "/new_password");
  EXPECT_EQ(change(kPassword, kPassword).rule, "password-unchanged");
  for (int i = 0; i < 4; ++i) change("wrong", kOtherPassword);
  EXPECT_EQ(change(kPassword, kOtherPassword).code, ProblemCode::kLocked) << "guessing is counted here too";
}

class FirstPassword : public SigningIn {
 protected:
  void SetUp() override {
    SigningIn::SetUp();
    if (!db_) return;
    newcomer_ = city_->add_account("newcomer");
    secret_ = new_secret(city_->random);
    db_->write(
        [&](store::Tx& tx) { begin_password_reset(tx, newcomer_, secret_, kTestNow, kTestNow + options_.one_time); });
  }
  Refusal redeem(std::string_view login, std::string_view secret, std::string_view password, Instant at = kTestNow) {
    return refusal_of([&] { redeem_one_time_secret(with(), login, secret, password, city_->at(at)); });
  }
  Id newcomer_;
  std::string secret_;
};

TEST_P(FirstPassword, IsSetByTheOneTimeSecretOnce) {
  EXPECT_EQ(redeem("newcomer", secret_, kPassword), Refusal{});
  EXPECT_NO_THROW(enter("newcomer", kPassword));
  EXPECT_EQ(redeem("newcomer", secret_, kOtherPassword), kWrong);
  EXPECT_NO_THROW(enter("newcomer", kPassword));
}

TEST_P(FirstPassword, AWrongSecretOrLoginIsRefusedAndCounted) {
  EXPECT_EQ(redeem("newcomer", new_secret(city_->random), kPassword), kWrong);
  EXPECT_EQ(redeem("officer", secret_, kPassword), kWrong);
  EXPECT_EQ(redeem("nobody", secret_, kPassword), kWrong);
  for (int i = 0; i < 4; ++i) redeem("newcomer", "wrong", kPassword);
  EXPECT_EQ(redeem("newcomer", secret_, kPassword).code, ProblemCode::kLocked);
}

TEST_P(FirstPassword, AnExpiredSecretIsRefused) {
  EXPECT_EQ(redeem("newcomer", secret_, kPassword, kTestNow + options_.one_time), kWrong);
  EXPECT_EQ(redeem("newcomer", secret_, kPassword, kTestNow + options_.one_time - milliseconds(1)), Refusal{});
}

TEST_P(FirstPassword, AWeakOneIsRefusedAndTheSecretStaysGood) {
  EXPECT_EQ(redeem("newcomer", secret_, "Password2026!").rule, "common-password");
  EXPECT_EQ(redeem("newcomer", secret_, kPassword), Refusal{});
}

TEST_P(FirstPassword, ALockedAccountsSecretIsRefused) {
  db_->write([&](store::Tx& tx) { set_account_status(tx, newcomer_, AccountStatus::locked); });
  EXPECT_EQ(redeem("newcomer", secret_, kPassword), kWrong);
}

TEST_P(FirstPassword, AResetEndsThePasswordThereWasAndTheSessions) {
  const StartedSession session = enter("officer", kPassword);
  const std::string secret = new_secret(city_->random);
  db_->write([&](store::Tx& tx) { begin_password_reset(tx, officer_.account, secret, kTestNow, kTestNow + hours(1)); });
  EXPECT_FALSE(caller(session.secret));
  EXPECT_EQ(refused("officer", kPassword), kWrong);
  EXPECT_EQ(redeem("officer", secret, kOtherPassword), Refusal{});
  EXPECT_NO_THROW(enter("officer", kOtherPassword));
}

INSTANTIATE_TEST_SUITE_P(Databases, SigningIn, testing::ValuesIn(store::kDialects));
INSTANTIATE_TEST_SUITE_P(Databases, FirstPassword, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
