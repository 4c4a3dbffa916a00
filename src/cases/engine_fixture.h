// For the engine's tests: a small city with one registration procedure that uses everything the engine knows, on either
// database, on a clock moved by hand.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "base/digest.h"
#include "cases/engine.h"
#include "cases/migrations.h"
#include "cases/scheduler.h"
#include "identity/accounts.h"
#include "identity/migrations.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "log/migrations.h"
#include "store/testing.h"

namespace gh::cases {

std::map<std::string, std::string> test_pack_files();
// "test.refuse", which refuses whatever calls it.
void offer_test_effects(Offer& offer);

// A counter where the world has chance.
inline RandomBytes counting_random() {
  auto next = std::make_shared<std::uint64_t>(0);
  return [next](std::uint8_t* bytes, std::size_t size) {
    const Digest digest = sha256(std::to_string(++*next));
    for (std::size_t i = 0; i < size; ++i) bytes[i] = digest.at(i % digest.size());
  };
}

class City {
 public:
  explicit City(std::unique_ptr<store::Db> the_db)
      : db(std::move(the_db)), time(*parse_instant("2026-09-21T01:00:00Z")) {
    migrate(*db);
    offer_cases(offer);
    offer_test_effects(offer);
    const auto loaded = policy::load_files(test_pack_files(), offer.names());
    for (const auto& fault : loaded.faults)
      ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
    packs = std::make_unique<Packs>(loaded.pack, offer.names());
    engine = std::make_unique<Engine>(offer, *packs);
    db->write([&](store::Tx& tx) {
      packs->keep(tx, time.now());
      identity::sync_bodies(tx, *packs->newest());
    });
  }

  static store::Schemas schemas() {
    return {store::migrations(), identity::migrations(), log::migrations(), cases::migrations()};
  }
  static void migrate(store::Db& db) {
    for (const auto migrations : schemas()) store::migrate(db, migrations);
  }
  // A database for a city, and for what stands above the engine; null without a server to test with. It has one writer:
  // where acts come one after the other, a second session costs more than an act.
  static std::unique_ptr<store::Db> database(store::Dialect dialect, const store::Schemas& above = {}) {
    store::Schemas all = schemas();
    all.insert(all.end(), above.begin(), above.end());
    store::Options options;
    options.writers = 1;
    return store::migrated_db(dialect, all, options);
  }

  // An account with one office, by its login; made on first use. `body` is a body of the pack, or "" for a private
  // person.
  identity::Caller as(const std::string& login, const std::string& role, const std::string& body = "") {
    if (const auto found = callers.find(login); found != callers.end()) return found->second;
    identity::Caller caller;
    db->write([&](store::Tx& tx) {
      const Id account = new_id(time.now(), random);
      identity::create_account(tx, account, login, login, time.now());
      identity::Office office;
      office.id = new_id(time.now(), random);
      office.account_id = account;
      office.role = role;
      office.division = "990000";
      office.from_day = day_of(2020, 1, 1);
      office.created_at = time.now();
      if (!body.empty()) office.organisation_id = identity::organisation_of_body(tx, body)->id;
      identity::grant_office(tx, *packs->newest(), office);
      caller = {account, login, false, {"read", "act"}, office.id, role, office.organisation_id, office.division};
    });
    callers[login] = caller;
    return caller;
  }
  identity::Caller founder() { return as("founder", "founder"); }
  identity::Caller registrar() { return as("registrar", "registrar", "civil-affairs"); }
  identity::Caller head() { return as("head", "head", "civil-affairs"); }

  static json::object application(std::int64_t members = 30) {
    return {{"name", "示例市陶瓷行业协会"}, {"members", members}, {"phone", "0757-00000000"}};
  }

  Done open(const identity::Caller& caller, const json::object& form, const std::string& procedure = "registration",
            std::optional<Id> parent = {}, std::optional<std::string> key = {}) {
    return db->writing([&](store::Tx& tx) {
      return engine->open(tx, caller, OpenRequest{procedure, form, parent, {}, key}, new_stamp(time.now(), random));
    });
  }
  Done perform(const identity::Caller& caller, const Id& case_id, const std::string& action, json::object form = {},
               std::optional<std::int64_t> version = {}, std::optional<std::string> key = {}) {
    return db->writing([&](store::Tx& tx) {
      return engine->perform(tx, caller, case_id, ActRequest{action, form, version, key},
                             new_stamp(time.now(), random));
    });
  }
  CaseFile file(const Id& id) {
    return db->reading([&](store::Tx& tx) { return *tx.one<CaseFile>("select * from case_file where id = ?", {id}); });
  }
  std::int64_t count(std::string_view sql) {
    return db->reading([&](store::Tx& tx) { return tx.integer(sql).value_or(-1); });
  }
  Fired fire() { return fire_due_timers(*engine, *db, time.now(), random); }
  void at(std::string_view instant) { time.set(*parse_instant(instant)); }

  std::unique_ptr<store::Db> db;
  ManualTime time;
  RandomBytes random = counting_random();
  Offer offer;
  std::unique_ptr<Packs> packs;
  std::unique_ptr<Engine> engine;
  std::map<std::string, identity::Caller> callers;
};

// A test over a city on either database.
class CityTest : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = City::database(GetParam());
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city = std::make_unique<City>(std::move(db));
  }
  identity::Caller legal() { return city->as("legal", "legal", "civil-affairs"); }
  // A case that waits for its two signatures.
  Id signed_case() {
    const Id id = city->open(city->founder(), City::application()).case_id;
    city->perform(city->registrar(), id, "accept");
    city->perform(city->registrar(), id, "forward");
    return id;
  }
  Id publicised_case() {
    const Id id = signed_case();
    city->perform(city->registrar(), id, "sign", {{"reason", "同意"}});
    city->perform(legal(), id, "sign", {{"reason", "同意"}});
    return id;
  }
  std::unique_ptr<City> city;
};

// What a refusal says: code and rules, "conflict: state-allows".
template <class Work>
std::string refusal_of(Work work) {
  try {
    work();
  } catch (const Problem& problem) {
    std::string out(kind_of(problem.code()).name);
    for (const auto& error : problem.errors()) out += " " + error.rule;
    return out;
  }
  return "done";
}

}  // namespace gh::cases
