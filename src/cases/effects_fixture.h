// For tests of effects: an engine over a pack of the test's own, on either database, with one desk that may do all.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cases/engine_fixture.h"

namespace gh::cases {

// The public body of the city, by its key in the pack, and who sits there in which role.
struct Desk {
  std::string body = "department";
  Text name = {"示例市某局", "A department"};
  std::string role = "officer";
  std::string person = "经办人甲";
};

// A registry as the one body of the city.
inline Desk registry_desk() {
  return {"bureau", {"示例市民政局", "Sample Civil Affairs Bureau"}, "registrar", "登记员甲"};
}

class EffectsCity {
 public:
  using Files = std::map<std::string, std::string>;
  using Offers = std::vector<void (*)(Offer&)>;
  using Schemas = store::Schemas;

  // `files` come beside those that every pack needs, or in their place.
  EffectsCity(std::unique_ptr<store::Db> the_db, const Files& files, const Offers& offers, const Schemas& schemas,
              const Desk& desk = {})
      : db(std::move(the_db)), time(*parse_instant("2026-09-21T01:00:00Z")) {
    City::migrate(*db);
    for (const auto& schema : schemas) store::migrate(*db, schema);
    offer_cases(offer);
    for (const auto& add : offers) add(offer);
    Files all = files;
    for (const auto& [name, content] : common_files(desk)) all.emplace(name, content);
    const auto loaded = policy::load_files(all, offer.names());
    for (const auto& fault : loaded.faults)
      ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
    packs = std::make_unique<Packs>(loaded.pack, offer.names());
    engine = std::make_unique<Engine>(offer, *packs);
    db->write([&](store::Tx& tx) {
      packs->keep(tx, time.now());
      identity::sync_bodies(tx, *packs->newest());
      organisation = identity::organisation_of_body(tx, desk.body)->id;
      const Id account = new_id(time.now(), random);
      identity::create_account(tx, account, desk.role, desk.person, time.now());
      identity::Office office;
      office.id = new_id(time.now(), random);
      office.account_id = account;
      office.organisation_id = organisation;
      office.role = desk.role;
      office.division = "990000";
      office.from_day = day_of(2020, 1, 1);
      office.created_at = time.now();
      identity::grant_office(tx, *packs->newest(), office);
      officer = {account, desk.person, false, {"read", "act"}, office.id, desk.role, organisation, "990000"};
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
      return engine->open(tx, officer, {procedure, form, {}, {}, {}}, new_stamp(time.now(), random)).case_id;
    });
  }
  // Gives the act's id.
  Id perform(const Id& case_id, const std::string& action, const json::object& form = {}) {
    return db->writing([&](store::Tx& tx) {
      return engine->perform(tx, officer, case_id, {action, form, {}, {}}, new_stamp(time.now(), random)).act;
    });
  }
  // "done", or code and rules of the refusal.
  std::string answer(const Id& case_id, const std::string& action, const json::object& form = {}) {
    return refusal_of([&] { perform(case_id, action, form); });
  }
  json::value fact(std::string_view name, const json::array& arguments) {
    const Fact* found = offer.find_fact(name);
    if (found == nullptr) throw std::out_of_range("no fact " + std::string(name));
    return db->reading([&](store::Tx& tx) {
      const auto pack = packs->newest();
      return (*found)({tx, *pack, nullptr, time.now(), local_day(time.now(), pack->utc_offset)}, arguments);
    });
  }

  void at(std::string_view instant) { time.set(*parse_instant(instant)); }

  // What every pack needs beside its procedures.
  static Files common_files(const Desk& desk) {
    return {
        {"pack.yaml",
         "id: 990000/2020-1\ndivision: \"990000\"\nversion: 1.0.0\ntitle: {zh: 示例市办法, en: Rules of a sample "
         "city}\n"
         "in_force_from: 2020-01-01\nutc_offset_minutes: 480\nwarn_permille: 800\nfallback: {no_holder: [" +
             desk.role + "], holder_is_applicant: [" + desk.role + "]}\n"},
        {"clauses.yaml", "- {id: 一, source: 示例办法, says: {zh: 依法办理, en: done by law}}\n"},
        {"parameters.yaml",
         "days: {title: {zh: 天数, en: days}, unit: days, cites: [一], from: 2020-01-01, value: 1}\n"},
        {"roles.yaml", desk.role +
                           ": {title: {zh: 经办人, en: officer}, scope: division, sees: division, decides: true, "
                           "public_body: true}\n"
                           "system: {title: {zh: 系统, en: system}, scope: system, sees: all, public_body: true}\n"},
        {"bodies.yaml", desk.body + ": {name: {zh: " + desk.name.zh + ", en: " + desk.name.en +
                            "}, division: \"990000\", kind: department, roles: [" + desk.role + "]}\n"},
        {"verbs.yaml", "urge: {title: {zh: 催办, en: urge}, cites: [一]}\n"},
        {"texts.yaml", "notice: {zh: 公告, en: Notice}\n"},
        {"calendar/2026.yaml", "year: 2026\npublished: true\nsource: 示例通知\noff: []\nworked: []\n"},
    };
  }
  // In the place of the year without holidays: the first days of October are off, and the 10th is worked.
  static std::string year_with_national_day() {
    return R"(year: 2026
published: true
source: 示例通知
off:
  - {day: 2026-10-01, name: {zh: 国庆节, en: National Day}}
  - {day: 2026-10-02, name: {zh: 国庆节, en: National Day}}
  - {day: 2026-10-05, name: {zh: 国庆节, en: National Day}}
worked:
  - {day: 2026-10-10, name: {zh: 国庆节, en: National Day}}
)";
  }

  std::unique_ptr<store::Db> db;
  ManualTime time;
  RandomBytes random = counting_random();
  Offer offer;
  std::unique_ptr<Packs> packs;
  std::unique_ptr<Engine> engine;
  Id organisation;
  identity::Caller officer;
};

}  // namespace gh::cases
