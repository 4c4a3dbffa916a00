// For the tests of what happens after the certificate: the city of register_fixture.h, and a step for each effect.
#pragma once
#include "registry/register_fixture.h"

namespace gh::registry {

inline cases::EffectsCity::Files life_files() {
  auto files = register_files();
  const auto procedure = [&](const std::string& id, const std::string& effect) {
    files["procedures/" + id + ".yaml"] =
        "id: " + id + "\ntitle: {zh: 登记, en: registration}\ncites: [一]\nnumber: \"示" + id +
        "〔{year}〕{serial}号\"\nauthority: bureau\nopened_by: [registrar]\nform: life\nsubject: form.organisation\n"
        "publicity: public\ninitial: proposed\nstates:\n  proposed:\n    title: {zh: 待办, en: proposed}\n    "
        "actions:\n"
        "      do: {title: {zh: 办理, en: do}, by: [registrar], effects: [{name: " +
        effect + "}]}\n      close: {title: {zh: 办结, en: close}, by: [registrar], to: closed}\n" +
        "  closed: {title: {zh: 已办结, en: closed}, final: true}\n";
  };
  procedure("change", "registry.change, with: {organisation: =form.organisation, changes: =form.changes}");
  procedure("replacement", "registry.replace_certificate, with: {organisation: =form.organisation}");
  procedure("liquidation", "registry.begin_liquidation, with: {organisation: =form.organisation, ground: dissolution}");
  procedure("calling-off", "registry.end_liquidation, with: {organisation: =form.organisation}");
  procedure("striking-off", "registry.remove_revoked, with: {organisation: =form.organisation}");
  procedure("ending",
            "registry.end_entry, with: {organisation: =form.organisation, status: =form.status, ground: dissolution}");
  procedure("merging", "registry.merge, with: {into: =form.organisation, ended: =form.others}");
  procedure("splitting", "registry.split, with: {from: =form.organisation, into: =form.others, ends: =form.ends}");
  procedure(
      "federating",
      "registry.register, with: {name: =form.name, division: \"990000\", industry: \"3070\", industry_group: general, "
      "kind: federation, funds_fen: 3000000, legal_representative_id: =form.name, members: =form.others}");
  procedure("filing", "registry.file, with: {organisation: =form.organisation, matter: seal, \"on\": =form.on}");
  procedure("private-filing",
            "registry.file, with: {organisation: =form.organisation, matter: bank_account, \"on\": =form.on}");
  procedure("seating", "registry.seat_officers, with: {organisation: =form.organisation, officers: =form.officers}");
  procedure(
      "branching",
      "registry.open_branch, with: {organisation: =form.organisation, name: =form.name, kind: branch, seat: 示例路, "
      "scope: 釉料, \"on\": =form.on}");
  procedure("pruning",
            "registry.close_branch, with: {organisation: =form.organisation, branch: =form.branch, \"on\": =form.on}");
  files["forms/life.yaml"] = R"(x-title: {zh: 表, en: form}
type: object
additionalProperties: false
properties:
  organisation: {x-title: {zh: 项, en: item}, type: string}
  changes:
    x-title: {zh: 变更, en: changes}
    type: object
    additionalProperties: false
    properties:
      name: {x-title: {zh: 名称, en: name}, type: string}
      scope: {x-title: {zh: 范围, en: scope}, type: string}
      legal_representative:
        x-title: {zh: 代表, en: representative}
        type: object
        additionalProperties: false
        properties: {identity_number: {x-title: {zh: 号, en: number}, type: string}}
  status: {x-title: {zh: 项, en: item}, type: string}
  others: {x-title: {zh: 项, en: item}, type: array}
  ends: {x-title: {zh: 项, en: item}, type: boolean}
  officers: {x-title: {zh: 项, en: item}, type: array, items: {type: object}}
  name: {x-title: {zh: 项, en: item}, type: string}
  branch: {x-title: {zh: 项, en: item}, type: string}
  on: {x-title: {zh: 项, en: item}, type: string}
)";
  files["catalogues/standing.yaml"] = R"(id: standing
title: {zh: 对照表, en: standing}
cites: [一]
rows:
  - {code: not_liquidating, name: {zh: 未在清算, en: not liquidating}, fields: {clause: 一, states: [liquidating], all_but: [ending, calling-off]}}
  - {code: not_abnormal, name: {zh: 未列入名录, en: not listed}, fields: {clause: 一, lists: [abnormal], refuses: [branching]}}
)";
  files["parameters.yaml"] +=
      "certificate_set:\n  {title: {zh: 份数, en: copies}, unit: copies, cites: [一], from: \"2012-01-01\", value: "
      "{originals: 1, duplicates: 2}}\npublic_filings:\n  {title: {zh: 公开, en: public}, unit: matters, cites: [一], "
      "from: "
      "\"2012-01-01\", value: [seal]}\n";
  return files;
}

class OnLife : public OnRegister {
 protected:
  cases::EffectsCity::Files files() const override { return life_files(); }
  static json::object about(const Id& organisation, const json::object& more = {}) {
    json::object form{{"organisation", organisation}};
    for (const auto& [key, value] : more) form[key] = value;
    return form;
  }
};

}  // namespace gh::registry
