// For the tests of the registry: a city whose officer enrols, registers, corrects and records in one step each.
#pragma once
#include "cases/effects_fixture.h"
#include "registry/entries.h"
#include "registry/migrations.h"
#include "registry/offer.h"
#include "registry/records.h"

namespace gh::registry {

inline constexpr const char* kCode = "51100000500009247D";  // a credit code that holds; whose it is doesn't matter here

inline cases::EffectsCity::Files register_files() {
  const auto procedure = [](const std::string& id, const std::string& effects, const std::string& more = "") {
    return "id: " + id + "\ntitle: {zh: 登记, en: registration}\ncites: [一]\nnumber: \"示" + id +
           "〔{year}〕{serial}号\"\nauthority: bureau\nopened_by: [registrar]\nform: entry\npublicity: public\n"
           "initial: proposed\nstates:\n  proposed:\n    title: {zh: 待办, en: proposed}\n    actions:\n"
           "      do: {title: {zh: 办理, en: do}, by: [registrar], effects: [" +
           effects + "]}\n" + more + "      close: {title: {zh: 办结, en: close}, by: [registrar], to: closed}\n" +
           "  closed: {title: {zh: 已办结, en: closed}, final: true}\n";
  };
  return {
      {"calendar/2026.yaml", cases::EffectsCity::year_with_national_day()},
      {"bodies.yaml",
       R"(bureau: {name: {zh: 示例市民政局, en: Sample Civil Affairs Bureau}, division: "990000", kind: department, roles: [registrar]}
district: {name: {zh: 示例区民政局, en: District Civil Affairs Bureau}, division: "990002", kind: district_department, parent: bureau, roles: [registrar]}
)"},
      {"parameters.yaml",
       "name_rest: {title: {zh: 名称停用期, en: rest of a name}, unit: months, cites: [一], from: 2020-01-01, value: "
       "{changed_months: 12, revoked_months: 36}}\n"
       "association_number: {title: {zh: 编号方式, en: how it is numbered}, unit: rule, cites: [一], values: [{from: "
       "2020-01-01, "
       "value: {kind: certificate, rule: '示社证〔{year}〕{serial:4}号'}}, {from: 2021-01-01, value: {kind: "
       "credit_code}}]}\n"
       "name_forms: {title: {zh: 形式, en: forms}, unit: words, cites: [一], from: 2020-01-01, value: [{word: "
       "行业协会, "
       "family: 协会, kinds: [trade_association]}, {word: 协会, family: 协会, kinds: [trade_association]}, {word: "
       "商会, "
       "family: 商会, kinds: [chamber_of_commerce]}]}\n"
       "name_area_endings: {title: {zh: 通名, en: endings}, unit: words, cites: [一], from: 2020-01-01, value: [市, "
       "区]}\n"
       "name_likeness: {title: {zh: 近似, en: likeness}, unit: permille, cites: [一], from: 2020-01-01, value: "
       "{permille: 500, industry_digits: 2, listed: 2, looked_at: 5}}\n"},
      {"catalogues/divisions.yaml", R"(id: divisions
title: {zh: 区划, en: divisions}
cites: [一]
rows:
  - {code: "990000", name: {zh: 示例市, en: Sample}, fields: {level: prefecture_city, parent: ""}, standing: model, origin: 示例}
  - {code: "990002", name: {zh: 东区, en: East}, fields: {level: district, parent: "990000"}, standing: model, origin: 示例}
)"},
      {"catalogues/name-rules.yaml", R"(id: name-rules
title: {zh: 名称, en: names}
cites: [一]
rows:
  - {code: equal, name: {zh: 不相同, en: not equal}, standing: model, origin: 示例, fields: {of: association, broken: fails, versions: [{from: "2020-01-01", clause: 一}]}}
  - {code: resting, name: {zh: 停用期, en: rest}, standing: model, origin: 示例, fields: {of: association, broken: fails, versions: [{from: "2020-01-01", clause: 一}]}}
  - {code: similar, name: {zh: 近似, en: similar}, standing: model, origin: 示例, fields: {of: association, broken: informs, versions: [{from: "2020-01-01", clause: 一}]}}
  - {code: branch_full_name, name: {zh: 全称, en: full name}, standing: model, origin: 示例, fields: {of: branch, broken: fails, versions: [{from: "2020-01-01", clause: 一}]}}
)"},
      {"catalogues/key-industries.yaml", R"(id: key-industries
title: {zh: 重点产业, en: key industries}
cites: [一]
rows:
  - {code: KI-01, name: {zh: 家电, en: appliances}, fields: {codes: ["385"]}, standing: model, origin: 示例}
)"},
      {"forms/entry.yaml", R"(x-title: {zh: 表, en: form}
type: object
additionalProperties: false
properties:
  organisation: {x-title: {zh: 项, en: item}, type: string}
  kind: {x-title: {zh: 项, en: item}, type: string}
  name: {x-title: {zh: 项, en: item}, type: string}
  name_en: {x-title: {zh: 项, en: item}, type: string}
  credit_code: {x-title: {zh: 项, en: item}, type: string}
  division: {x-title: {zh: 项, en: item}, type: string}
  industry: {x-title: {zh: 项, en: item}, type: string}
  representative: {x-title: {zh: 项, en: item}, type: string}
  on: {x-title: {zh: 项, en: item}, type: string}
  conclusion: {x-title: {zh: 项, en: item}, type: string}
  lasts_until: {x-title: {zh: 项, en: item}, type: string}
  association: {x-title: {zh: 项, en: item}, type: string}
  company: {x-title: {zh: 项, en: item}, type: string}
  year: {x-title: {zh: 年, en: year}, type: integer}
  members: {x-title: {zh: 会员, en: members}, type: array, items: {type: object}}
  changes:
    x-title: {zh: 更正, en: changes}
    type: object
    additionalProperties: false
    properties:
      name: {x-title: {zh: 名称, en: name}, type: string}
      industry: {x-title: {zh: 行业, en: industry}, type: string}
      address: {x-title: {zh: 住所, en: address}, type: string}
)"},
      {"procedures/enrolment.yaml",
       procedure("enrolment",
                 "{name: registry.enrol, with: {kind: =form.kind, name: =form.name, credit_code: "
                 "=form.credit_code, division: =form.division, industry: =form.industry}}")},
      {"procedures/registration.yaml",
       procedure("registration",
                 "{name: registry.register, with: {name: =form.name, name_en: =form.name_en, division: =form.division, "
                 "industry: =form.industry, industry_group: general, kind: trade_association, funds_fen: 3000000, "
                 "legal_representative_id: =form.representative, members: =form.members}}")},
      {"procedures/correction.yaml",
       procedure("correction",
                 "{name: registry.correct, with: {organisation: =form.organisation, changes: =form.changes}}")},
      {"procedures/record.yaml",
       procedure("record",
                 "{name: registry.record, with: {organisation: =form.organisation, kind: =form.kind, \"on\": =form.on, "
                 "year: =form.year, conclusion: =form.conclusion, until: =form.lasts_until, summary: 摘要}}",
                 "      end: {title: {zh: 终止, en: end}, by: [registrar], form: entry, effects: [{name: "
                 "registry.end_record, with: {\"on\": =act.on}}]}\n")},
      {"procedures/roll.yaml",
       procedure("roll",
                 "{name: registry.admit_member, with: {association: =form.association, company: =form.company, \"on\": "
                 "=form.on}}",
                 "      leave: {title: {zh: 退会, en: leave}, by: [registrar], form: entry, effects: [{name: "
                 "registry.remove_member, with: {association: =form.association, company: =form.company, \"on\": "
                 "=act.on}}]}\n")},
  };
}

class OnRegister : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), files(), cases::EffectsCity::Offers{offer_registry},
                 cases::EffectsCity::Schemas{migrations()}, cases::registry_desk());
  }
  virtual cases::EffectsCity::Files files() const { return register_files(); }
  // Opens a case and does its one step: "done", or code and rules of the refusal. `last` is the case.
  std::string does(const std::string& procedure, const json::object& form) {
    last = city->open(procedure, form);
    return city->answer(last, "do");
  }
  Id enrolled(const std::string& name, const std::string& code) {
    EXPECT_EQ(does("enrolment", {{"kind", "company"}, {"name", name}, {"credit_code", code}, {"division", "990000"}}),
              "done");
    return made();
  }
  Id registered(const std::string& name, const json::object& more = {}) {
    EXPECT_EQ(does("registration", application(name, more)), "done");
    return made();
  }
  static json::object application(const std::string& name, const json::object& more = {}) {
    json::object form{{"name", name}, {"division", "990000"}, {"industry", "3070"}, {"representative", name}};
    for (const auto& [key, value] : more) form[key] = value;
    return form;
  }
  // The organisation that the last case made.
  Id made() { return Id(city->fact("registry.organisation_of", {last}).as_string()); }
  std::string text_fact(std::string_view name, const json::array& arguments) {
    return std::string(city->fact(name, arguments).as_string());
  }
  Entry entry(const Id& organisation) {
    return city->db->reading([&](store::Tx& tx) { return *entry_of(tx, organisation); });
  }
  // Gives the entry another status, as no procedure of this pack does.
  void set_status(const Id& organisation, std::string_view status) {
    city->db->write([&](store::Tx& tx) {
      Entry next = *entry_of(tx, organisation);
      next.id = new_id(city->time.now(), city->random);
      next.status = status;
      change_entry(tx, next, {"act-of-a-test", city->time.now()});
    });
  }

  std::optional<cases::EffectsCity> city;
  Id last;
};

}  // namespace gh::registry
