// For tests of effects: an engine over a pack of the test's own, on either database, with a city's officer who may do
// all.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cases/engine_fixture.h"

namespace gh::ledger {

class EffectCity {
 public:
  using Files = std::map<std::string, std::string>;
  using Offers = std::vector<void (*)(cases::Offer&)>;
  using Schemas = std::vector<std::span<const store::Migration>>;

  EffectCity(std::unique_ptr<store::Db> the_db, const Files& files, const Offers& offers, const Schemas& schemas)
      : db(std::move(the_db)), time(*parse_instant("2026-09-21T01:00:00Z")) {
    cases::City::migrate(*db);
    for (const auto& schema : schemas) store::migrate(*db, schema);
    cases::offer_cases(offer);
    for (const auto& add : offers) add(offer);
    Files all = files;
    for (const auto& [name, content] : common_files()) all.emplace(name, content);
    const auto loaded = policy::load_files(all, offer.names());
    for (const auto& fault : loaded.faults)
      ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
    packs = std::make_unique<cases::Packs>(loaded.pack, offer.names());
    engine = std::make_unique<cases::Engine>(offer, *packs);
    db->write([&](store::Tx& tx) {
      packs->keep(tx, time.now());
      identity::sync_bodies(tx, *packs->newest());
      department = identity::organisation_of_body(tx, "department")->id;
      const Id account = new_id(time.now(), random);
      identity::create_account(tx, account, "officer", "经办人甲", time.now());
      identity::Office office{new_id(time.now(), random), account, department, "officer", "990000",
                              day_of(2020, 1, 1),         {},      {},         {},        time.now()};
      identity::grant_office(tx, *packs->newest(), office);
      officer = {account, "经办人甲", false, {"read", "act"}, office.id, "officer", department, "990000"};
    });
  }

  Id add_organisation(std::string name, identity::OrganisationKind kind = identity::OrganisationKind::association) {
    const Id id = new_id(time.now(), random);
    db->write([&](store::Tx& tx) {
      identity::create_organisation(
          tx, {id, kind, name, "", "990000", {}, {}, identity::OrganisationStatus::active, time.now(), {}});
    });
    return id;
  }
  Id open(const std::string& procedure, const json::object& form) {
    return db->writing([&](store::Tx& tx) {
      return engine->open(tx, officer, {procedure, form, {}, {}, {}}, cases::new_stamp(time.now(), random)).case_id;
    });
  }
  void perform(const Id& case_id, const std::string& action, const json::object& form = {}) {
    db->write([&](store::Tx& tx) {
      engine->perform(tx, officer, case_id, {action, form, {}, {}}, cases::new_stamp(time.now(), random));
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

  // What every pack needs beside its procedures: one department with an officer of every right, and a form that takes
  // all.
  static Files common_files() {
    return {
        {"pack.yaml", R"(id: 990000/2020-1
division: "990000"
version: 1.0.0
title: {zh: 示例市办法, en: Rules of a sample city}
in_force_from: 2020-01-01
utc_offset_minutes: 480
warn_permille: 800
fallback: {no_holder: [officer], holder_is_applicant: [officer]}
)"},
        {"clauses.yaml",
         "- {id: 一, source: 示例办法, says: {zh: 有预算才能购买, en: nothing is bought without a budget}}\n"},
        {"parameters.yaml",
         "days: {title: {zh: 天数, en: days}, unit: days, cites: [一], from: 2020-01-01, value: 1}\n"},
        {"roles.yaml",
         R"(officer: {title: {zh: 经办人, en: officer}, scope: division, sees: division, decides: true, public_body: true}
system: {title: {zh: 系统, en: system}, scope: system, sees: all, public_body: true}
)"},
        {"bodies.yaml",
         "department: {name: {zh: 示例市某局, en: A department}, division: \"990000\", kind: department, roles: "
         "[officer]}\n"},
        {"verbs.yaml", "urge: {title: {zh: 催办, en: urge}, cites: [一]}\n"},
        {"texts.yaml", "notice: {zh: 公告, en: Notice}\n"},
        {"calendar/2026.yaml", "year: 2026\npublished: true\nsource: 示例通知\noff: []\nworked: []\n"},
    };
  }

  std::unique_ptr<store::Db> db;
  ManualTime time;
  RandomBytes random = cases::counting_random();
  cases::Offer offer;
  std::unique_ptr<cases::Packs> packs;
  std::unique_ptr<cases::Engine> engine;
  Id department;
  identity::Caller officer;
};

}  // namespace gh::ledger
