// For tests of what reads the lists of the API beside requests: an installation of the Foshan pack with some people,
// and the routes of its lists.
#pragma once
#include <gtest/gtest.h>

#include "app/clock.h"
#include "app/installation.h"
#include "http/case_routes.h"
#include "http/gazette_routes.h"
#include "http/grading_routes.h"
#include "http/ledger_routes.h"
#include "http/list_reading.h"
#include "http/performance_routes.h"
#include "http/purchase_routes.h"
#include "http/registry_routes.h"
#include "http/supervision_routes.h"
#include "http/transfer_routes.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "store/testing.h"

namespace gh::app {

class WithLists : public testing::Test {
 protected:
  WithLists() : time(parse_instant("2026-09-21T01:00:00Z").value()) {
    InstallationOptions options;
    options.db_url = "sqlite:" + folder.path() + "/guildhall.db";
    options.data_folder = folder.path() + "/house";
    options.policy_folder = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";
    options.mode = Mode::kTest;
    installation = std::make_unique<Installation>(options, time, seeded_random(1));
    citizen = hire("citizen", "");
    registrar = hire("registrar", "civil-affairs");
    const http::CaseParts parts = this->parts();
    for (auto* const make :
         {http::case_routes, http::inbox_routes, http::registry_routes, http::credit_routes, http::report_routes,
          http::ledger_routes, http::grading_routes, http::transfer_routes, http::supervision_routes,
          http::function_catalogue_routes, http::purchase_routes, http::gazette_routes, http::work_routes})
      for (http::Route& route : make(parts)) routes.push_back(std::move(route));
    lists = std::make_shared<const http::ListReading>(routes);
  }

  http::CaseParts parts() {
    return {&installation->engine(), &installation->packs(), &installation->blobs(),
            &installation->db(),     installation->random(), installation->progress_secret()};
  }
  identity::Caller hire(const std::string& role, const std::string& body) {
    const auto pack = installation->packs().newest();
    const std::string division = body.empty() ? pack->division : pack->bodies.at(body).division;
    identity::Caller caller{
        new_id(time.now(), installation->random()), role + body, false, {"read", "act"}, {}, role, {}, division};
    installation->db().write([&](store::Tx& tx) {
      identity::create_account(tx, caller.account, role + "-" + body, role, time.now());
      identity::Office office;
      office.id = new_id(time.now(), installation->random());
      office.account_id = caller.account;
      office.role = role;
      office.division = division;
      office.from_day = day_of(2020, 1, 1);
      office.created_at = time.now();
      if (!body.empty()) office.organisation_id = identity::organisation_of_body(tx, body)->id;
      identity::grant_office(tx, *pack, office);
      caller.office = office.id;
      caller.organisation = office.organisation_id;
    });
    return caller;
  }
  // An enrolment that waits for a registrar.
  cases::Done open_a_case(const std::string& name = "某人") {
    const json::object form{{"kind", "founder"},
                            {"name", name},
                            {"identity_number", "99000099999900001X"},
                            {"contact_phone", "0757-00000000"}};
    time.advance(std::chrono::minutes{1});
    return installation->db().writing([&](store::Tx& tx) {
      return installation->engine().open(tx, citizen, {"person-enrolment", form, {}, {}, {}},
                                         cases::new_stamp(time.now(), installation->random()));
    });
  }

  store::TemporaryDirectory folder;
  ManualTime time;
  std::unique_ptr<Installation> installation;
  identity::Caller citizen;
  identity::Caller registrar;
  std::vector<http::Route> routes;
  std::shared_ptr<const http::ListReading> lists;
};

}  // namespace gh::app
