#include "identity/delegations.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/audit.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::hours;

class Delegations : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    const Id civil_affairs = city_->body("civil-affairs");
    away_ = city_->add_officer("away", "registrar", civil_affairs);
    first_ = city_->add_officer("first", "registrar", civil_affairs);
    second_ = city_->add_officer("second", "registry_head", civil_affairs);
  }
  NewDelegation to(const Caller& delegate, Instant from_at, Instant to_at, std::vector<std::string> procedures = {}) {
    return {city_->next_id(), *away_.office, *delegate.office, from_at, to_at, std::move(procedures)};
  }
  std::string refusal_of(const Caller& caller, const NewDelegation& delegation) {
    try {
      db_->write([=, this](store::Tx& tx) { delegate_office(tx, caller, delegation, city_->at()); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "";
  }
  std::vector<Id> delegates(Instant at, std::string_view procedure = {}) {
    return db_->reading([&](store::Tx& tx) { return delegates_of(tx, *away_.office, at, procedure); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Caller away_;
  Caller first_;
  Caller second_;
};

using Ids = std::vector<Id>;

TEST_P(Delegations, HoldFromTheFirstInstantAndNoLongerAtTheLast) {
  const Instant from = kTestNow + hours(1);
  const Instant to_at = kTestNow + hours(5);
  EXPECT_EQ(refusal_of(away_, to(first_, from, to_at)), "");
  EXPECT_EQ(delegates(from - std::chrono::milliseconds(1)), Ids{});
  EXPECT_EQ(delegates(from), Ids{*first_.office});
  EXPECT_EQ(delegates(to_at - std::chrono::milliseconds(1)), Ids{*first_.office});
  EXPECT_EQ(delegates(to_at), Ids{});
  db_->read([&](store::Tx& tx) {
    EXPECT_EQ(delegators_of(tx, *first_.office, from), Ids{*away_.office});
    EXPECT_EQ(delegators_of(tx, *second_.office, from), Ids{});
  });
}

TEST_P(Delegations, OfSomeProceduresHoldInThoseOnly) {
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5), {"registration", "charter-change"})), "");
  EXPECT_EQ(delegates(kTestNow, "registration"), Ids{*first_.office});
  EXPECT_EQ(delegates(kTestNow, "charter-change"), Ids{*first_.office});
  EXPECT_EQ(delegates(kTestNow, "charter"), Ids{}) << "a part of a name is another name";
  EXPECT_EQ(delegates(kTestNow), Ids{});
}

TEST_P(Delegations, ASecondDelegateInTheSamePeriodIsRefused) {
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5))), "");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow + hours(4), kTestNow + hours(8))), "/from_at delegation-overlap");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow + hours(4), kTestNow + hours(8), {"registration"})),
            "/from_at delegation-overlap");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow + hours(5), kTestNow + hours(8))), "") << "one after the other";
}

TEST_P(Delegations, DifferentProceduresMayGoToDifferentColleagues) {
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5), {"registration"})), "");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow, kTestNow + hours(5), {"charter-change"})), "");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow, kTestNow + hours(5), {"registration"})),
            "/from_at delegation-overlap");
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow, kTestNow + hours(5))), "/from_at delegation-overlap");
}

TEST_P(Delegations, ARevokedOneMakesRoomForAnother) {
  const NewDelegation made = to(first_, kTestNow, kTestNow + hours(5));
  EXPECT_EQ(refusal_of(away_, made), "");
  db_->write([&](store::Tx& tx) { revoke_delegation(tx, away_, made.id, city_->at()); });
  EXPECT_EQ(delegates(kTestNow), Ids{});
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow, kTestNow + hours(5))), "");
  EXPECT_EQ(db_->reading([&](store::Tx& tx) { return delegations_of(tx, away_.account); }).size(), 2U);
  EXPECT_EQ(db_->reading([&](store::Tx& tx) { return delegations_of(tx, first_.account); }).size(), 1U);
}

TEST_P(Delegations, OnlyTheHolderRevokes) {
  const NewDelegation made = to(first_, kTestNow, kTestNow + hours(5));
  EXPECT_EQ(refusal_of(away_, made), "");
  try {
    db_->write([&](store::Tx& tx) { revoke_delegation(tx, first_, made.id, city_->at()); });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kNotFound);
  }
  EXPECT_EQ(delegates(kTestNow), Ids{*first_.office});
}

TEST_P(Delegations, SomebodyElsesOfficeCannotBeDelegated) {
  EXPECT_EQ(refusal_of(second_, to(first_, kTestNow, kTestNow + hours(5))), "/from_office office-not-held");
}

TEST_P(Delegations, AnEndedOfficeCannotBeDelegatedNorActForAnother) {
  db_->write([&](store::Tx& tx) { revoke_office(tx, *first_.office, kTestNow); });
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5))), "/to_office office");
  db_->write([&](store::Tx& tx) { revoke_office(tx, *away_.office, kTestNow); });
  EXPECT_EQ(refusal_of(away_, to(second_, kTestNow, kTestNow + hours(5))), "/from_office office-not-held");
}

TEST_P(Delegations, GoToTheSameOrganisationOnly) {
  const Caller finance = city_->add_officer("finance", "finance_officer", city_->body("finance"));
  EXPECT_EQ(refusal_of(away_, to(finance, kTestNow, kTestNow + hours(5))), "/to_office same-organisation");
}

TEST_P(Delegations, DoNotGoToOneself) {
  const Office other = city_->add_office(away_.account, "registry_head", city_->body("civil-affairs"));
  Caller self = away_;
  self.office = other.id;
  EXPECT_EQ(refusal_of(away_, to(self, kTestNow, kTestNow + hours(5))), "/to_office own-account");
}

TEST_P(Delegations, PrivatePersonsHaveNobodyToDelegateTo) {
  const Caller founder = city_->add_officer("founder", "founder");
  const Caller other = city_->add_officer("founder2", "founder");
  const NewDelegation delegation{city_->next_id(), *founder.office, *other.office, kTestNow, kTestNow + hours(5), {}};
  EXPECT_EQ(refusal_of(founder, delegation), "/to_office same-organisation");
}

TEST_P(Delegations, AdministratorsActThemselves) {
  const Id civil_affairs = city_->body("civil-affairs");
  const Caller administrator = city_->add_officer("security", "security_administrator", civil_affairs);
  const NewDelegation from{city_->next_id(), *administrator.office, *first_.office, kTestNow, kTestNow + hours(5), {}};
  EXPECT_EQ(refusal_of(administrator, from), "/from_office administrators-act-themselves");
  EXPECT_EQ(refusal_of(away_, to(administrator, kTestNow, kTestNow + hours(5))), "/to_office same-organisation");
}

TEST_P(Delegations, APeriodThatIsEmptyOrPastIsRefused) {
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow)), "/to_at period");
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow - hours(5), kTestNow)), "/to_at period");
}

TEST_P(Delegations, ProceduresAreIds) {
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5), {"two words"})), "/procedures procedures");
  EXPECT_EQ(refusal_of(away_, to(first_, kTestNow, kTestNow + hours(5), {""})), "/procedures procedures");
}

TEST_P(Delegations, MakingAndRevokingStandInTheAuditLog) {
  const NewDelegation made = to(first_, kTestNow, kTestNow + hours(5));
  EXPECT_EQ(refusal_of(away_, made), "");
  for (int i = 0; i < 2; ++i) db_->write([&](store::Tx& tx) { revoke_delegation(tx, away_, made.id, city_->at()); });
  const auto events = db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 10); });
  ASSERT_EQ(events.size(), 2U) << "a repeat changes nothing";
  EXPECT_EQ(events[0].kind, audit_kind::kDelegationRevoked);
  EXPECT_EQ(events[1].kind, audit_kind::kDelegationMade);
  EXPECT_EQ(events[1].subject, made.id);
}

INSTANTIATE_TEST_SUITE_P(Databases, Delegations, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
