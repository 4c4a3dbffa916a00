#include "app/background.h"

#include <gtest/gtest.h>

#include "app/clock.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "store/testing.h"

namespace gh::app {
namespace {

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() : time_(parse_instant("2026-09-21T01:00:00Z").value()) {
    InstallationOptions options;
    options.db_url = "sqlite:" + folder_.path() + "/guildhall.db";
    options.data_folder = folder_.path() + "/house";
    options.policy_folder = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";
    options.mode = Mode::kTest;
    installation = std::make_unique<Installation>(options, time_, seeded_random(1));
    installation->db().write([&](store::Tx& tx) {
      citizen = hire(tx, "citizen", "");
      registrar = hire(tx, "registrar", "civil-affairs");
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
  std::int64_t waiting() {
    return installation->db().reading([](store::Tx& tx) {
      return tx.integer("select count(*) from outbox where delivered_at is null").value_or(-1);
    });
  }

  std::unique_ptr<Installation> installation;
  http::EventHub events;
  identity::Caller citizen;
  identity::Caller registrar;

 private:
  identity::Caller hire(store::Tx& tx, const std::string& role, const std::string& body) {
    const auto pack = installation->packs().newest();
    identity::Caller caller;
    caller.account = new_id(time_.now(), installation->random());
    caller.role = role;
    caller.division = pack->division;
    identity::create_account(tx, caller.account, role, role, time_.now());
    identity::Office office;
    office.id = new_id(time_.now(), installation->random());
    office.account_id = caller.account;
    office.role = role;
    office.division = pack->division;
    office.from_day = day_of(2026, 9, 21);
    office.created_at = time_.now();
    if (!body.empty()) office.organisation_id = identity::organisation_of_body(tx, body).value().id;
    identity::grant_office(tx, *pack, office);
    caller.office = office.id;
    caller.organisation = office.organisation_id;
    return caller;
  }

  store::TemporaryDirectory folder_;
  SetTime time_;
};

TEST_F(OutboxTest, TellsWhoeverListensForAnOfficeThatTheCaseWaitsFor) {
  const auto listening = events.subscribe(*registrar.office);
  const auto elsewhere = events.subscribe("another office");
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 1U);
  EXPECT_NE(listening->take().find("case-opened"), std::string::npos);
  EXPECT_EQ(elsewhere->take(), "");
  EXPECT_EQ(waiting(), 0);
}

TEST_F(OutboxTest, IsEmptiedThoughNobodyListens) {
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 1U);
  EXPECT_EQ(waiting(), 0);
  EXPECT_EQ(deliver_outbox(*installation, events), 0U);
}

TEST_F(OutboxTest, ToldOnceOnly) {
  const auto listening = events.subscribe(*citizen.office);
  open_a_case();
  open_a_case();
  EXPECT_EQ(deliver_outbox(*installation, events), 2U);
  EXPECT_NE(listening->take(), "");
  EXPECT_EQ(deliver_outbox(*installation, events), 0U);
  EXPECT_EQ(listening->take(), "");
}

}  // namespace
}  // namespace gh::app
