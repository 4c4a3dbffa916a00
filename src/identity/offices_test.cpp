#include "identity/offices.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::days;

class Offices : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
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
  // "" when it was granted, otherwise "field rule".
  std::string grant(const Office& one) {
    try {
      db_->write([this, one](store::Tx& tx) { grant_office(tx, city_->pack, one); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "";
  }
  std::vector<Office> held(const Id& account, Day on) {
    return db_->reading([&](store::Tx& tx) { return offices_of(tx, account, on); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
};

TEST_P(Offices, AnOfficeIsInForceFromItsFirstDayToItsLast) {
  const Id account = city_->add_account("officer");
  Office one = office(account, "registrar", city_->body("civil-affairs"));
  one.from_day = kTestToday + days{2};
  one.to_day = kTestToday + days{4};
  EXPECT_EQ(grant(one), "");
  EXPECT_TRUE(held(account, kTestToday + days{1}).empty()) << "not yet begun";
  EXPECT_EQ(held(account, kTestToday + days{2}).size(), 1U);
  EXPECT_EQ(held(account, kTestToday + days{4}).size(), 1U);
  EXPECT_TRUE(held(account, kTestToday + days{5}).empty()) << "ended";
  const auto all = db_->reading([&](store::Tx& tx) { return all_offices_of(tx, account); });
  EXPECT_EQ(all.size(), 1U);
}

TEST_P(Offices, ARevokedOfficeIsGoneAtOnceAndStaysOnRecord) {
  const Id account = city_->add_account("officer");
  const Office one = city_->add_office(account, "registrar", city_->body("civil-affairs"));
  EXPECT_TRUE(db_->writing([&](store::Tx& tx) { return revoke_office(tx, one.id, kTestNow); }));
  EXPECT_TRUE(held(account, kTestToday).empty());
  const auto kept = db_->reading([&](store::Tx& tx) { return find_office(tx, one.id); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->revoked_at, kTestNow);
  EXPECT_FALSE(db_->writing([&](store::Tx& tx) { return revoke_office(tx, one.id, kTestNow + days{1}); }));
  EXPECT_EQ(db_->reading([&](store::Tx& tx) { return find_office(tx, one.id); })->revoked_at, kTestNow);
}

TEST_P(Offices, AnUnknownOfficeCannotBeRevoked) {
  EXPECT_THROW(db_->write([this](store::Tx& tx) { revoke_office(tx, city_->next_id(), kTestNow); }), Problem);
}

TEST_P(Offices, HoldingARoleIsAskedOfAnOfficeInForce) {
  const Id account = city_->add_account("officer");
  const Office one = city_->add_office(account, "registrar", city_->body("civil-affairs"));
  const auto ask = [&](const std::vector<std::string>& roles, Day on) {
    return db_->reading([&](store::Tx& tx) { return holds(tx, one.id, roles, on); });
  };
  EXPECT_TRUE(ask({"registry_head", "registrar"}, kTestToday));
  EXPECT_FALSE(ask({"registry_head"}, kTestToday));
  EXPECT_FALSE(ask({"registrar"}, kTestToday - days{2})) << "not yet begun";
  EXPECT_FALSE(ask({}, kTestToday));
  EXPECT_FALSE(db_->reading([&](store::Tx& tx) { return holds(tx, city_->next_id(), {"registrar"}, kTestToday); }));
}

TEST_P(Offices, AreFoundByRoleForRouting) {
  const Id civil_affairs = city_->body("civil-affairs");
  const Caller first = city_->add_officer("first", "registrar", civil_affairs);
  const Caller second = city_->add_officer("second", "registrar", civil_affairs);
  city_->add_officer("head", "registry_head", civil_affairs);
  city_->add_officer("district", "registrar", city_->body("district-civil-affairs"));
  const auto ids = [](const std::vector<Office>& offices) {
    std::vector<Id> out;
    for (const auto& one : offices) out.push_back(one.id);
    return out;
  };
  db_->read([&](store::Tx& tx) {
    EXPECT_EQ(ids(offices_in_organisation(tx, "registrar", civil_affairs, kTestToday)),
              (std::vector<Id>{*first.office, *second.office}));
    EXPECT_TRUE(offices_in_organisation(tx, "registrar", civil_affairs, kTestToday - days{5}).empty());
    EXPECT_EQ(offices_in_division(tx, "registrar", "440600", kTestToday).size(), 3U);
    EXPECT_TRUE(offices_in_division(tx, "registrar", "440604", kTestToday).empty());
  });
}

TEST_P(Offices, ColleaguesAreThoseInForceWithOpenAccounts) {
  const Id civil_affairs = city_->body("civil-affairs");
  const Caller first = city_->add_officer("first", "registrar", civil_affairs);
  const Caller locked = city_->add_officer("locked", "registrar", civil_affairs);
  db_->write([&](store::Tx& tx) { set_account_status(tx, locked.account, AccountStatus::locked); });
  const auto colleagues = db_->reading([&](store::Tx& tx) { return colleagues_in(tx, civil_affairs, kTestToday); });
  ASSERT_EQ(colleagues.size(), 1U);
  EXPECT_EQ(colleagues[0].office, *first.office);
  EXPECT_EQ(colleagues[0].display_name, "经办人first");
}

TEST_P(Offices, OfficersOfAllBodiesAreFoundByNameAndBody) {
  const Id civil_affairs = city_->body("civil-affairs");
  const Id finance = city_->body("finance");
  const Caller registrar = city_->add_officer("first", "registrar", civil_affairs);
  const Caller treasurer = city_->add_officer("second", "finance_officer", finance);
  const Caller locked = city_->add_officer("locked", "finance_officer", finance);
  db_->write([&](store::Tx& tx) { set_account_status(tx, locked.account, AccountStatus::locked); });
  const auto found = [&](OfficerSearch search, std::size_t limit = 9) {
    search.roles = {"registrar", "finance_officer"};
    std::vector<Id> out;
    for (const Officer& one : db_->reading([&](store::Tx& tx) { return find_officers(tx, search, kTestToday, limit); }))
      out.push_back(one.office);
    return out;
  };
  using Found = std::vector<Id>;
  EXPECT_EQ(found({.first = finance}), (Found{*treasurer.office, *registrar.office})) << "one's own come first";
  EXPECT_EQ(found({.first = civil_affairs}), (Found{*registrar.office, *treasurer.office}));
  EXPECT_EQ(found({.first = civil_affairs}, 1), Found{*registrar.office});
  EXPECT_EQ(found({.text = "财政"}), Found{*treasurer.office});
  EXPECT_EQ(found({.text = "办人first"}), Found{*registrar.office});
  EXPECT_EQ(found({.text = "%"}), Found{}) << "a sign that means nothing here";
  EXPECT_EQ(found({.office = *registrar.office}), Found{*registrar.office});
  EXPECT_EQ(found({.office = *locked.office}), Found{}) << "whose account is locked";
  db_->read([&](store::Tx& tx) {
    EXPECT_EQ(find_officers(tx, {.roles = {"finance_officer"}}, kTestToday, 9).size(), 1U);
    EXPECT_TRUE(find_officers(tx, {.roles = {"finance_officer"}}, kTestToday - days{5}, 9).empty());
    EXPECT_TRUE(find_officers(tx, {}, kTestToday, 9).empty());
  });
}

TEST_P(Offices, APrivatePersonHoldsOneWithoutAnOrganisation) {
  EXPECT_EQ(grant(office(city_->add_account("founder"), "founder")), "");
}

TEST_P(Offices, ARoleThatThePackLacksIsRefused) {
  const Id account = city_->add_account("officer");
  EXPECT_EQ(grant(office(account, "emperor", city_->body("finance"))), "/role known-role");
  EXPECT_EQ(grant(office(account, "system")), "/role known-role") << "the program's own";
}

TEST_P(Offices, ABodyHasOnlyTheRolesOfThePack) {
  const Id account = city_->add_account("officer");
  EXPECT_EQ(grant(office(account, "registrar", city_->body("finance"))), "/organisation_id role-of-body");
  EXPECT_EQ(grant(office(account, "association_secretary", city_->body("finance"))), "/organisation_id role-of-body");
  EXPECT_EQ(grant(office(account, "finance_officer", city_->body("finance"))), "");
}

TEST_P(Offices, AnAuthoritysRoleNeedsAnOrganisationThatExists) {
  const Id account = city_->add_account("officer");
  EXPECT_EQ(grant(office(account, "registrar")), "/organisation_id role-needs-organisation");
  EXPECT_EQ(grant(office(account, "registrar", city_->next_id())), "/organisation_id organisation");
}

TEST_P(Offices, AClosedOrganisationHasNoNewOffices) {
  const Id association = city_->add_organisation("佛山市陶瓷行业协会");
  db_->write([&](store::Tx& tx) {
    auto closed = find_organisation(tx, association).value();
    closed.status = OrganisationStatus::closed;
    update_organisation(tx, closed);
  });
  EXPECT_EQ(grant(office(city_->add_account("secretary"), "association_secretary", association)),
            "/organisation_id organisation");
}

TEST_P(Offices, AnAccountThatIsClosedOrUnknownIsRefused) {
  const Id account = city_->add_account("officer");
  db_->write([&](store::Tx& tx) { set_account_status(tx, account, AccountStatus::closed); });
  EXPECT_EQ(grant(office(account, "founder")), "/account_id account");
  EXPECT_EQ(grant(office(city_->next_id(), "founder")), "/account_id account");
}

TEST_P(Offices, APeriodThatEndsBeforeItBeginsIsRefused) {
  Office one = office(city_->add_account("founder"), "founder");
  one.to_day = one.from_day - days{1};
  EXPECT_EQ(grant(one), "/to_day period");
  one.to_day = one.from_day;
  EXPECT_EQ(grant(one), "");
}

TEST_P(Offices, TheSameOfficeTwiceAtATimeIsRefused) {
  const Id account = city_->add_account("officer");
  const Id civil_affairs = city_->body("civil-affairs");
  Office first = office(account, "registrar", civil_affairs);
  first.to_day = kTestToday + days{10};
  EXPECT_EQ(grant(first), "");
  Office second = office(account, "registrar", civil_affairs);
  second.from_day = kTestToday + days{10};
  EXPECT_EQ(grant(second), "/role office-overlap");
  second.from_day = kTestToday + days{11};
  EXPECT_EQ(grant(second), "");
  EXPECT_EQ(grant(office(account, "registry_head", civil_affairs)), "") << "another role beside it";
}

TEST_P(Offices, NobodyIsTwoOfTheThreeAdministrators) {
  const std::vector<std::string> administrators{"system_administrator", "security_administrator",
                                                "audit_administrator"};
  int person = 0;
  for (const auto& first : administrators) {
    for (const auto& second : administrators) {
      if (first == second) continue;
      const Id account = city_->add_account("person" + std::to_string(++person));
      EXPECT_EQ(grant(office(account, first)), "");
      EXPECT_EQ(grant(office(account, second)), "/role separate-administrators") << first << ", " << second;
      EXPECT_EQ(grant(office(account, second, city_->body("civil-affairs"))), "/role separate-administrators");
    }
  }
}

TEST_P(Offices, NobodyBecomesTwoAdministratorsByTwoGrantsAtOnce) {
  for (int round = 0; round < 10; ++round) {
    const Id account = city_->add_account("person" + std::to_string(round));
    const Office first = office(account, "system_administrator");
    const Office second = office(account, "audit_administrator");
    std::string first_refusal;
    std::thread other([&] { first_refusal = grant(first); });
    const std::string second_refusal = grant(second);
    other.join();
    EXPECT_EQ(first_refusal + second_refusal, "/role separate-administrators") << "one of them, exactly";
    EXPECT_EQ(held(account, kTestToday).size(), 1U);
  }
}

TEST_P(Offices, AnAdministratorMayBecomeAnotherOneAfterwards) {
  const Id account = city_->add_account("person");
  Office first = office(account, "system_administrator");
  first.to_day = kTestToday + days{10};
  EXPECT_EQ(grant(first), "");
  Office second = office(account, "audit_administrator");
  second.from_day = kTestToday + days{10};
  EXPECT_EQ(grant(second), "/role separate-administrators") << "one day together is too many";
  second.from_day = kTestToday + days{11};
  EXPECT_EQ(grant(second), "");
}

TEST_P(Offices, ARevokedAdministratorMayBecomeAnother) {
  const Id account = city_->add_account("person");
  const Office first = city_->add_office(account, "system_administrator");
  db_->write([&](store::Tx& tx) { revoke_office(tx, first.id, kTestNow); });
  EXPECT_EQ(grant(office(account, "audit_administrator")), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, Offices, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
