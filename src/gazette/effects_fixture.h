// For tests of effects: an engine over a pack of the test's own, on either database, with an officer who may do all.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cases/engine_fixture.h"

namespace gh::gazette {

class EffectsCity {
 public:
  using Files = std::map<std::string, std::string>;

  // `files` come beside those that every pack needs, or in their place.
  EffectsCity(std::unique_ptr<store::Db> the_db, Files files, void (*offered)(cases::Offer&),
              std::span<const store::Migration> schema)
      : db(std::move(the_db)), time(*parse_instant("2026-09-21T01:00:00Z")) {
    cases::City::migrate(*db);
    store::migrate(*db, schema);
    cases::offer_cases(offer);
    offered(offer);
    for (const auto& [name, content] : common_files()) files.emplace(name, content);
    const auto loaded = policy::load_files(files, offer.names());
    for (const auto& fault : loaded.faults)
      ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
    packs = std::make_unique<cases::Packs>(loaded.pack, offer.names());
    engine = std::make_unique<cases::Engine>(offer, *packs);
    db->write([&](store::Tx& tx) {
      packs->keep(tx, time.now());
      identity::sync_bodies(tx, *packs->newest());
      bureau = identity::organisation_of_body(tx, "bureau")->id;
      const Id account = new_id(time.now(), random);
      identity::create_account(tx, account, "registrar", "登记员甲", time.now());
      identity::Office office;
      office.id = new_id(time.now(), random);
      office.account_id = account;
      office.organisation_id = bureau;
      office.role = "registrar";
      office.division = "990000";
      office.from_day = day_of(2020, 1, 1);
      office.created_at = time.now();
      identity::grant_office(tx, *packs->newest(), office);
      registrar = {account, "登记员甲", false, {"read", "act"}, office.id, "registrar", bureau, "990000"};
    });
  }

  Id open(const std::string& procedure, const json::object& form) {
    return db->writing([&](store::Tx& tx) {
      return engine->open(tx, registrar, {procedure, form, {}, {}, {}}, cases::new_stamp(time.now(), random)).case_id;
    });
  }
  Id perform(const Id& case_id, const std::string& action, const json::object& form = {}) {
    return db->writing([&](store::Tx& tx) {
      return engine->perform(tx, registrar, case_id, {action, form, {}, {}}, cases::new_stamp(time.now(), random)).act;
    });
  }
  // "done", or code and rules of the refusal.
  std::string answer(const Id& case_id, const std::string& action, const json::object& form = {}) {
    return cases::refusal_of([&] { perform(case_id, action, form); });
  }
  json::value fact(std::string_view name, const json::array& arguments) {
    const cases::Fact* found = offer.find_fact(name);
    if (found == nullptr) throw std::out_of_range("no fact " + std::string(name));
    return db->reading([&](store::Tx& tx) {
      const auto pack = packs->newest();
      return (*found)({tx, *pack, nullptr, time.now(), local_day(time.now(), pack->utc_offset)}, arguments);
    });
  }
  void at(std::string_view instant) { time.set(*parse_instant(instant)); }

  static Files common_files() {
    return {
        {"pack.yaml", R"(id: 990000/2020-1
division: "990000"
version: 1.0.0
title: {zh: 示例市办法, en: Rules of a sample city}
in_force_from: 2020-01-01
utc_offset_minutes: 480
warn_permille: 800
fallback: {no_holder: [registrar], holder_is_applicant: [registrar]}
)"},
        {"clauses.yaml", "- {id: 一, source: 示例办法, says: {zh: 依法登记, en: registered by law}}\n"},
        {"parameters.yaml",
         "days: {title: {zh: 天数, en: days}, unit: days, cites: [一], from: 2020-01-01, value: 1}\n"},
        {"roles.yaml",
         R"(registrar: {title: {zh: 登记员, en: registrar}, scope: division, sees: division, decides: true, public_body: true}
system: {title: {zh: 系统, en: system}, scope: system, sees: all, public_body: true}
)"},
        {"bodies.yaml",
         R"(bureau: {name: {zh: 示例市民政局, en: Sample Civil Affairs Bureau}, division: "990000", kind: department, roles: [registrar]}
)"},
        {"verbs.yaml", "urge: {title: {zh: 催办, en: urge}, cites: [一]}\n"},
        {"texts.yaml", "notice: {zh: 公告, en: Notice}\n"},
        {"calendar/2026.yaml", R"(year: 2026
published: true
source: 示例通知
off:
  - {day: 2026-10-01, name: {zh: 国庆节, en: National Day}}
  - {day: 2026-10-02, name: {zh: 国庆节, en: National Day}}
  - {day: 2026-10-05, name: {zh: 国庆节, en: National Day}}
worked:
  - {day: 2026-10-10, name: {zh: 国庆节, en: National Day}}
)"},
    };
  }

  std::unique_ptr<store::Db> db;
  ManualTime time;
  RandomBytes random = cases::counting_random();
  cases::Offer offer;
  std::unique_ptr<cases::Packs> packs;
  std::unique_ptr<cases::Engine> engine;
  Id bureau;
  identity::Caller registrar;
};

}  // namespace gh::gazette
