#include "identity/administration.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/audit.h"
#include "identity/secrets.h"
#include "identity/sign_in.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::days;
using std::chrono::hours;

class Administration : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    security_ = city_->add_officer("security", "security_administrator");
    audit_ = city_->add_officer("audit", "audit_administrator");
    system_ = city_->add_officer("system", "system_administrator");
    officer_ = city_->add_officer("officer", "registrar", city_->body("civil-affairs"));
  }
  template <class Act>
  std::string refusal_of(Act act) {
    try {
      db_->write([&](store::Tx& tx) { act(tx); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    return "";
  }
  Office office(const Id& account, std::string role, std::optional<Id> organisation = {}) {
    Office one;
    one.id = city_->next_id();
    one.account_id = account;
    one.role = std::move(role);
    one.organisation_id = std::move(organisation);
    one.division = "440600";
    one.from_day = kTestToday;
    one.created_at = kTestNow;
    return one;
  }
  std::string grant(const Caller& caller, const Office& one, Instant at = kTestNow) {
    return refusal_of([&](store::Tx& tx) { grant_office_as(tx, city_->pack, caller, one, city_->at(at)); });
  }
  KeptAuditEvent newest() {
    return db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 1).at(0); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Caller security_;
  Caller audit_;
  Caller system_;
  Caller officer_;
};

TEST_P(Administration, TheSecurityAdministratorGrantsAndRevokes) {
  const Office one = office(officer_.account, "registry_head", city_->body("civil-affairs"));
  EXPECT_EQ(grant(security_, one), "");
  EXPECT_EQ(newest().kind, audit_kind::kOfficeGranted);
  EXPECT_EQ(newest().account_id, security_.account);
  EXPECT_EQ(newest().office_id, security_.office);
  EXPECT_EQ(newest().subject, one.id);
  EXPECT_EQ(refusal_of([&](store::Tx& tx) { revoke_office_as(tx, security_, one.id, city_->at()); }), "");
  EXPECT_EQ(newest().kind, audit_kind::kOfficeRevoked);
}

TEST_P(Administration, NobodyElseGrants) {
  const Office one = office(officer_.account, "registry_head", city_->body("civil-affairs"));
  Caller officeless = security_;
  officeless.office.reset();
  Caller pretender = officer_;
  pretender.role = "security_administrator";
  for (const Caller& caller : {audit_, system_, officer_, officeless, pretender})
    EXPECT_EQ(grant(caller, one), "security-administrator");
}

TEST_P(Administration, AnAdministratorWhoseOfficeHasEndedGrantsNoMore) {
  const Office one = office(officer_.account, "registry_head", city_->body("civil-affairs"));
  db_->write([&](store::Tx& tx) { revoke_office(tx, *security_.office, kTestNow); });
  EXPECT_EQ(grant(security_, one), "security-administrator");
}

TEST_P(Administration, NobodyGrantsOrRevokesForThemselves) {
  EXPECT_EQ(grant(security_, office(security_.account, "registrar", city_->body("civil-affairs"))), "own-account");
  EXPECT_EQ(grant(security_, office(security_.account, "audit_administrator")), "own-account");
  EXPECT_EQ(refusal_of([&](store::Tx& tx) { revoke_office_as(tx, security_, *security_.office, city_->at()); }),
            "own-account");
}

TEST_P(Administration, EvenTheSecurityAdministratorMakesNobodyTwoAdministrators) {
  EXPECT_EQ(grant(security_, office(audit_.account, "system_administrator")), "separate-administrators");
}

TEST_P(Administration, ANewAccountIsOpenedByTheOneTimeSecret) {
  const Id id = city_->next_id();
  const std::string secret = new_secret(city_->random);
  EXPECT_EQ(refusal_of([&](store::Tx& tx) {
              create_account_as(tx, security_, id, "newcomer", "登记员甲", secret, kTestNow + hours(1), city_->at());
            }),
            "");
  EXPECT_EQ(newest().kind, audit_kind::kAccountCreated);
  EXPECT_EQ(newest().subject, id);
  EXPECT_EQ(db_->reading([&](store::Tx& tx) { return account_of_one_time_secret(tx, "newcomer", secret, kTestNow); }),
            id);
  EXPECT_EQ(refusal_of([&](store::Tx& tx) {
              create_account_as(tx, officer_, city_->next_id(), "another", "登记员乙", secret, kTestNow, city_->at());
            }),
            "security-administrator");
}

TEST_P(Administration, ResettingAndLockingIsNotForOneself) {
  const auto reset = [&](const Caller& caller, const Id& account) {
    return refusal_of([&](store::Tx& tx) {
      reset_password_as(tx, caller, account, new_secret(city_->random), kTestNow + hours(1), city_->at());
    });
  };
  const auto lock = [&](const Caller& caller, const Id& account) {
    return refusal_of(
        [&](store::Tx& tx) { set_account_status_as(tx, caller, account, AccountStatus::locked, city_->at()); });
  };
  EXPECT_EQ(reset(security_, security_.account), "own-account");
  EXPECT_EQ(lock(security_, security_.account), "own-account");
  EXPECT_EQ(reset(officer_, audit_.account), "security-administrator");
  EXPECT_EQ(lock(system_, officer_.account), "security-administrator");
  EXPECT_EQ(reset(security_, officer_.account), "");
  EXPECT_EQ(newest().kind, audit_kind::kPasswordResetBegun);
  EXPECT_EQ(lock(security_, officer_.account), "");
  EXPECT_EQ(newest().kind, audit_kind::kAccountLocked);
}

TEST_P(Administration, UnlockingAlsoEndsALockOutAfterFailures) {
  const auto locked = [&] {
    return db_->reading([](store::Tx& tx) { return read_credentials(tx, "officer", kTestNow).locked_until; });
  };
  for (int i = 0; i < 5; ++i)
    db_->write([&](store::Tx& tx) { record_failure(tx, read_credentials(tx, "officer", kTestNow), {}, city_->at()); });
  EXPECT_TRUE(locked());
  EXPECT_EQ(refusal_of([&](store::Tx& tx) {
              set_account_status_as(tx, security_, officer_.account, AccountStatus::active, city_->at());
            }),
            "");
  EXPECT_FALSE(locked());
  EXPECT_EQ(newest().kind, audit_kind::kAccountUnlocked);
}

TEST_P(Administration, WhatIsRefusedLeavesNoTraceAndTheChainHolds) {
  const auto head = [&] { return db_->reading([](store::Tx& tx) { return audit_head(tx).number; }); };
  const std::int64_t before = head();
  grant(officer_, office(officer_.account, "registry_head", city_->body("civil-affairs")));
  EXPECT_EQ(head(), before);
  EXPECT_TRUE(db_->reading([](store::Tx& tx) { return verify_audit(tx); }).good);
}

INSTANTIATE_TEST_SUITE_P(Databases, Administration, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
