// For tests: a small pack without faults, and the same with one thing changed.
#pragma once
#include <map>
#include <string>

#include "policy/loader.h"

namespace gh::policy::fixture {

using Files = std::map<std::string, std::string>;

// A city's pack with two procedures: a registration with publicity and signing, and an objection to it.
inline Files files() {
  return {
      {"pack.yaml", R"(id: 990000/2020-1
division: "990000"
version: 1.0.0
title: {zh: 示例市办法, en: Rules of a sample city}
in_force_from: 2020-01-01
utc_offset_minutes: 480
red_card_to: [head]
fallback: {no_holder: [head], holder_is_applicant: [head]}
)"},
      {"clauses.yaml", R"(- {id: 一, source: 示例办法, says: {zh: 成立须有会员, en: an association has members}}
- {id: 二, source: 示例办法, says: {zh: 决定须公示, en: decisions are published}}
)"},
      {"parameters.yaml", R"(min_members:
  title: {zh: 最少会员数, en: least members}
  unit: members
  cites: [一]
  standing: verified
  values:
    - {from: 2020-01-01, to: 2021-12-31, value: 50}
    - {from: 2022-01-01, value: 30}
decision_days: {title: {zh: 期限, en: limit}, unit: working_days, cites: [一], from: 2020-01-01, value: 15}
shares: {title: {zh: 份额, en: shares}, unit: permille, cites: [一], from: 2020-01-01, value: {big: 600, small: 400}}
)"},
      {"roles.yaml",
       R"(registrar: {title: {zh: 登记员, en: registrar}, scope: authority, sees: organisation, public_body: true}
head: {title: {zh: 负责人, en: head}, scope: authority, sees: organisation, decides: true, public_body: true}
founder: {title: {zh: 发起人, en: founder}, scope: opener, sees: own}
expert: {title: {zh: 专家, en: expert}, scope: party, sees: own}
system: {title: {zh: 系统, en: system}, scope: system, sees: all, public_body: true}
)"},
      {"bodies.yaml",
       R"(civil-affairs: {name: {zh: 示例市民政局, en: Civil Affairs}, division: "990000", kind: department,
  roles: [registrar, head]}
)"},
      {"verbs.yaml", R"(urge: {title: {zh: 催办, en: urge}, form: reason, cites: [一]}
)"},
      {"texts.yaml", R"(notice: {zh: "{{name}}公示", en: "Notice of {{name}}"}
)"},
      {"boards.yaml", R"(registry:
  title: {zh: 登记工作, en: Registry}
  roles: [registrar, head]
  bodies: [civil-affairs]
  cites: [一]
  figures:
    - {id: open, title: {zh: 在办, en: open}, list: cases, query: {closed: false, procedure: registration}}
    - {id: money, title: {zh: 合同金额, en: contracts}, list: contracts, of: amount_fen}
    - {id: median, title: {zh: 中位天数, en: median days}, list: cases, measure: median_days}
  charts:
    - {id: months, title: {zh: 每月发起, en: opened by month}, kind: line, list: cases, by: month}
    - id: limits
      title: {zh: 时限, en: limits}
      kind: stacked
      list: cases
      query: {opened_from: =year_begins}
      categories:
        - {key: all, title: {zh: 全部, en: all}, query: {procedure: registration}}
      series:
        - {id: kept, title: {zh: 按时, en: in time}, query: {on_time: true}}
        - {id: broken, title: {zh: 超期, en: late}, query: {on_time: false}}
)"},
      {"forms/application.yaml", R"(x-title: {zh: 申请表, en: application}
type: object
additionalProperties: false
required: [name, members]
properties:
  name: {x-title: {zh: 名称, en: name}, type: string, minLength: 2, maxLength: 60, x-public: true}
  members: {x-title: {zh: 会员数, en: members}, type: integer, minimum: 1, x-public: true, x-cites: [一]}
  phone: {x-title: {zh: 电话, en: telephone}, type: string, maxLength: 20, x-personal: true}
)"},
      {"forms/reason.yaml", R"(x-title: {zh: 理由, en: reason}
type: object
additionalProperties: false
required: [reason]
properties:
  reason: {x-title: {zh: 理由, en: reason}, type: string, minLength: 1, maxLength: 500}
)"},
      {"rubrics/grade.yaml", R"(title: {zh: 评估指标, en: rubric}
cites: [一]
denominator: 10
total: 100
indicators:
  - {id: a, title: {zh: 基础, en: basics}, points: 60}
  - {id: a1, parent: a, title: 章程, points: 40}
  - {id: a2, parent: a, title: 会员, points: 20}
  - {id: b, title: {zh: 服务, en: services}, points: 40}
bands:
  - {grade: 5A, min_score: 95}
  - {grade: 4A, min_score: 85}
)"},
      {"catalogues/industries.yaml", R"(title: {zh: 行业, en: industries}
cites: [一]
rows:
  - {code: "01", name: 农业}
  - {code: "C", name: {zh: 制造业, en: Manufacturing}, fields: {level: 1}}
)"},
      {"calendar/2026.yaml", R"(year: 2026
published: true
source: 示例通知
off: [{day: 2026-01-01, name: {zh: 元旦, en: New Year}}]
worked: [{day: 2026-01-04, name: {zh: 元旦, en: New Year}}]
)"},
      {"procedures/registration.yaml", R"(id: registration
title: {zh: 成立登记, en: registration}
cites: [一]
number: "示登〔{year}〕{serial:4}号"
authority: civil-affairs
opened_by: [founder]
form: application
title_expression: form.name
publicity: public
conditions:
  - check: registry.is_free(form.name)
    rule: name_free
    field: /form/name
    says: {zh: 名称未被使用, en: the name is free}
    cites: [一]
effects:
  - {name: cases.add_party, with: {relation: panelist, all_with_role: expert}}
materials:
  - {id: charter, title: {zh: 章程, en: charter}, types: [application/pdf], size_max_bytes: 10000000}
initial: submitted
states:
  submitted:
    title: {zh: 待受理, en: submitted}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    actions:
      return: {title: {zh: 退回补正, en: return}, by: [registrar], form: reason, to: returned}
      accept:
        title: {zh: 受理, en: accept}
        by: [registrar]
        conditions:
          - check: form.members >= params.min_members
            rule: min_members
            field: /form/members
            says: {zh: 会员数达到下限, en: enough members}
            cites: [一]
        to: review
  returned:
    title: {zh: 待补正, en: returned}
    pauses: {clocks: [decision], reason: {zh: 等待补正, en: waiting for corrections}, cites: [一]}
    actions:
      resubmit: {title: {zh: 重新提交, en: resubmit}, by: [applicant], form: application, amends: true, to: submitted}
  review:
    title: {zh: 评审, en: review}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    signing: {mode: count, count: 2, signers: [panelist], action: sign}
    actions:
      sign: {title: {zh: 签署, en: sign}, by: [panelist], to: publicity}
  publicity:
    title: {zh: 公示, en: publicity}
    timers:
      - {id: window, action: lapse, after: 7, unit: working_days}
    actions:
      lapse:
        title: {zh: 公示期满, en: window ends}
        by: [system]
        to_expression: "#form.name > 0 and 'decision' or 'returned'"
        may_lead_to: [decision, returned]
      reopen: {title: {zh: 重审, en: reopen}, by: [head], to: review}
  decision:
    title: {zh: 决定, en: decision}
    actions:
      approve:
        title: {zh: 准予, en: approve}
        by: [head]
        decides: true
        effects: [{name: registry.register, with: {name: "=form.name", rubric: grade}}]
        to: registered
      refuse: {title: {zh: 不予, en: refuse}, by: [head], decides: true, form: reason, to: refused}
  registered: {title: {zh: 已登记, en: registered}, final: true}
  refused: {title: {zh: 不予登记, en: refused}, final: true}
verbs: [urge]
)"},
      {"procedures/objection.yaml", R"(title: {zh: 异议, en: objection}
cites: [二]
number: "示异{year}-{serial}"
authority: =parent.authority
opened_by: [founder]
form: reason
parent: [registration]
parent_states: [publicity]
states:
  open:
    title: {zh: 待处理, en: open}
    actions:
      uphold:
        title: {zh: 成立, en: uphold}
        by: [head]
        effects: [{name: cases.act_on_parent, with: {action: reopen}}]
        to: closed
  closed: {title: {zh: 办结, en: closed}, final: true}
)"},
  };
}

inline Offered offered() {
  return {{"registry.register", "cases.add_party", "cases.remove_party", "cases.act_on_parent"},
          {"registry.is_free", "registry.grade"}};
}

// The same files with the first occurrence of `was` in one of them put as `becomes`.
inline Files changed(const std::string& path, const std::string& was, const std::string& becomes) {
  Files out = files();
  std::string& content = out.at(path);
  const auto at = content.find(was);
  if (at == std::string::npos) throw std::logic_error("the fixture has no '" + was + "' in " + path);
  content.replace(at, was.size(), becomes);
  return out;
}

}  // namespace gh::policy::fixture
