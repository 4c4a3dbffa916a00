#include "app/background.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/clock.h"
#include "cases/scheduler.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "store/testing.h"

namespace gh::app {
namespace {

using testing::HasSubstr;

const std::string kPolicy = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";

class OutboxTest : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override { begin(kPolicy); }

  void begin(const std::string& policy_folder) {
    InstallationOptions options;
    if (GetParam() == store::Dialect::kSqlite) {
      options.db_url = "sqlite:" + folder.path() + "/guildhall.db";
    } else {
      const auto url = store::test_postgres_url();
      if (!url) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES names no server";
      options.db_url = *url;
    }
    options.data_folder = folder.path() + "/house";
    options.policy_folder = policy_folder;
    options.mode = Mode::kTest;
    installation = std::make_unique<Installation>(options, time_, seeded_random(1));
    installation->db().write([&](store::Tx& tx) {
      citizen = hire(tx, "citizen", "");
      registrar = hire(tx, "registrar", "civil-affairs");
      supervisor = hire(tx, "supervisor", "supervision");
    });
  }

  // An enrolment that waits for a registrar: one message in the outbox.
  void open_a_case() {
    const json::object form{{"kind", "founder"},
                            {"name", "某人"},
                            {"identity_number", "99000099999900001X"},
                            {"contact_phone", "0757-00000000"}};
    installation->db().write([&](store::Tx& tx) {
      installation->engine().open(tx, citizen, {"person-enrolment", form, {}, {}, {}},
                                  cases::new_stamp(time_.now(), installation->random()));
    });
  }
  // The limit of what waits for the registrar comes near, or runs out.
  void days_go_by(int days) {
    time_.set(time_.now() + std::chrono::days{days});
    cases::fire_due_timers(installation->engine(), installation->db(), time_.now(), installation->random());
  }
  void revoke(const identity::Caller& caller) {
    installation->db().write([&](store::Tx& tx) { identity::revoke_office(tx, *caller.office, time_.now()); });
  }
  identity::Caller hire_supervisor(const std::string& division, Day from) {
    return installation->db().writing(
        [&](store::Tx& tx) { return hire(tx, "supervisor", "supervision", division, from); });
  }
  identity::Caller hire_head(const std::string& body) {
    return installation->db().writing([&](store::Tx& tx) { return hire(tx, "department_head", body); });
  }
  std::int64_t waiting() {
    return installation->db().reading([](store::Tx& tx) {
      return tx.integer("select count(*) from outbox where delivered_at is null").value_or(-1);
    });
  }

  std::unique_ptr<Installation> installation;
  http::EventHub events;
  identity::Caller citizen;
  identity::Caller registrar;
  identity::Caller supervisor;
  store::TemporaryDirectory folder;

 private:
  identity::Caller hire(store::Tx& tx, const std::string& role, const std::string& body,
                        const std::string& division = "440600", Day from = day_of(2026, 9, 21)) {
    const auto pack = installation->packs().newest();
    identity::Caller caller;
    caller.account = new_id(time_.now(), installation->random());
    caller.role = role;
    caller.division = division;
    identity::create_account(tx, caller.account, role + std::to_string(++hired_), role, time_.now());
    identity::Office office;
    office.id = new_id(time_.now(), installation->random());
    office.account_id = caller.account;
    office.role = role;
    office.division = division;
    office.from_day = from;
    office.created_at = time_.now();
    if (!body.empty()) office.organisation_id = identity::organisation_of_body(tx, body).value().id;
    identity::grant_office(tx, *pack, office);
    caller.office = office.id;
    caller.organisation = office.organisation_id;
    return caller;
  }

  SetTime time_{parse_instant("2026-09-21T01:00:00Z").value()};
  int hired_ = 0;
};

TEST_P(OutboxTest, TellsWhoeverListensForAnOfficeThatTheCaseWaitsFor) {
  const auto listening = events.subscribe(*registrar.office);
  const auto elsewhere = events.subscribe("another office");
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 1U);
  EXPECT_NE(listening->take().find("case-opened"), std::string::npos);
  EXPECT_EQ(elsewhere->take(), "");
  EXPECT_EQ(waiting(), 0);
}

TEST_P(OutboxTest, IsEmptiedThoughNobodyListens) {
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 1U);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(deliver_outbox(*installation, events), 0U);
}

TEST_P(OutboxTest, ToldOnceOnly) {
  const auto listening = events.subscribe(*citizen.office);
  open_a_case();
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 2U);
  EXPECT_NE(listening->take(), "");
  EXPECT_EQ(deliver_outbox(*installation, events), 0U);
  EXPECT_EQ(listening->take(), "");
}

TEST_P(OutboxTest, SupervisionHearsOfRedCardsOnly) {
  const auto owner = events.subscribe(*registrar.office);
  const auto overseer = events.subscribe(*supervisor.office);
  open_a_case();
  days_go_by(7);
  deliver_outbox(*installation, events);
  EXPECT_THAT(owner->take(), HasSubstr(R"("colour":"yellow")"));
  EXPECT_EQ(overseer->take(), "");
  days_go_by(29);
  deliver_outbox(*installation, events);
  EXPECT_THAT(owner->take(), HasSubstr(R"("colour":"red")"));
  const std::string told = overseer->take();
  EXPECT_THAT(told, HasSubstr("event: card"));
  EXPECT_THAT(told, HasSubstr(R"("colour":"red")"));
}

TEST_P(OutboxTest, NoOtherDivisionsSupervisionHearsOfARedCard) {
  const auto there = events.subscribe(*hire_supervisor("440604", day_of(2026, 9, 21)).office);
  open_a_case();
  days_go_by(36);
  EXPECT_GT(deliver_outbox(*installation, events), 0U);
  EXPECT_EQ(there->take(), "");
}

TEST_P(OutboxTest, OnlyOfficesInForceHearOfARedCard) {
  const auto revoked = events.subscribe(*supervisor.office);
  const auto future = events.subscribe(*hire_supervisor("440600", day_of(2027, 1, 1)).office);
  open_a_case();
  revoke(supervisor);
  days_go_by(36);
  EXPECT_GT(deliver_outbox(*installation, events), 0U);
  EXPECT_EQ(revoked->take(), "");
  EXPECT_EQ(future->take(), "");
}

// A city that has the heads of departments told as well.
class HeadsAreTold : public OutboxTest {
 protected:
  void SetUp() override {
    const std::filesystem::path copied = folder.path() + "/policy";
    std::filesystem::copy(kPolicy, copied, std::filesystem::copy_options::recursive);
    std::ifstream read(copied / "pack.yaml");
    std::string pack{std::istreambuf_iterator<char>(read), {}};
    const std::string_view told = "red_card_to: [supervisor]";
    ASSERT_NE(pack.find(told), std::string::npos);
    pack.replace(pack.find(told), told.size(), "red_card_to: [supervisor, department_head]");
    std::ofstream(copied / "pack.yaml", std::ios::trunc) << pack;
    begin(copied);
  }
};

TEST_P(HeadsAreTold, ARoleOfTheAuthorityHearsOfItsOwnBodysRedCards) {
  const auto responsible = events.subscribe(*hire_head("civil-affairs").office);
  const auto other = events.subscribe(*hire_head("finance").office);
  open_a_case();
  days_go_by(36);
  EXPECT_GT(deliver_outbox(*installation, events), 0U);
  EXPECT_THAT(responsible->take(), HasSubstr(R"("colour":"red")"));
  EXPECT_EQ(other->take(), "");
}

const auto kNameOfDialect = [](const auto& instance) {
  return instance.param == store::Dialect::kSqlite ? "Sqlite" : "Postgresql";
};
INSTANTIATE_TEST_SUITE_P(Databases, HeadsAreTold, testing::ValuesIn(store::kDialects), kNameOfDialect);
INSTANTIATE_TEST_SUITE_P(Databases, OutboxTest, testing::ValuesIn(store::kDialects), kNameOfDialect);

}  // namespace
}  // namespace gh::app
