// The pack of the engine's tests.
#include "cases/engine_fixture.h"

namespace gh::cases {

void offer_test_effects(Offer& offer) {
  offer.effect("test.refuse", [](EffectContext& ctx) {
    ctx.refuse(ProblemCode::kConflict, "", "never", "一", {"永不", "never"});
  });
}

std::map<std::string, std::string> test_pack_files() {
  return {
      {"pack.yaml", R"(id: 990000/2020-1
division: "990000"
version: 1.0.0
title: {zh: 示例市办法, en: Rules of a sample city}
in_force_from: 2020-01-01
utc_offset_minutes: 480
warn_permille: 800
fallback: {no_holder: [deputy], holder_is_applicant: [deputy, supervisor]}
)"},
      {"clauses.yaml", R"(- {id: 一, source: 示例办法, says: {zh: 成立须有会员, en: an association has members}}
- {id: 三, source: 示例办法, says: {zh: 补正时间不计, en: time for corrections isn't counted}}
)"},
      {"parameters.yaml",
       R"(min_members: {title: {zh: 最少会员数, en: least members}, unit: members, cites: [一], from: 2020-01-01, value: 30}
acceptance_days: {title: {zh: 受理期限, en: days to accept}, unit: working_days, cites: [一], from: 2020-01-01, value: 5}
decision_days: {title: {zh: 决定期限, en: days to decide}, unit: working_days, cites: [一], from: 2020-01-01, value: 15}
publicity_days: {title: {zh: 公示期限, en: days of publicity}, unit: working_days, cites: [一], from: 2020-01-01, value: 7}
)"},
      {"roles.yaml",
       R"(registrar: {title: {zh: 登记员, en: registrar}, scope: authority, sees: organisation, public_body: true}
head: {title: {zh: 负责人, en: head}, scope: authority, sees: organisation, decides: true, public_body: true}
deputy: {title: {zh: 副职, en: deputy}, scope: authority, sees: organisation, public_body: true}
legal: {title: {zh: 法制员, en: legal officer}, scope: authority, sees: organisation, public_body: true}
supervisor: {title: {zh: 监察员, en: supervisor}, scope: division, sees: division, public_body: true}
founder: {title: {zh: 发起人, en: founder}, scope: opener, sees: own}
clerk: {title: {zh: 经办人, en: clerk}, scope: party, sees: organisation}
citizen: {title: {zh: 市民, en: citizen}, scope: opener, sees: own}
system: {title: {zh: 系统, en: system}, scope: system, sees: all, public_body: true}
)"},
      {"bodies.yaml",
       R"(civil-affairs: {name: {zh: 示例市民政局, en: Civil Affairs}, division: "990000", kind: department, roles: [registrar, head, deputy, legal]}
supervision: {name: {zh: 示例市监察局, en: Supervision}, division: "990000", kind: department, roles: [supervisor]}
finance: {name: {zh: 示例市财政局, en: Finance}, division: "990000", kind: department, roles: [registrar]}
)"},
      {"verbs.yaml", R"(hand-over: {title: {zh: 转办, en: hand over}, form: to-office, cites: [一]}
delegate: {title: {zh: 委派, en: delegate}, form: to-office, cites: [一]}
add-signer: {title: {zh: 加签, en: add a signer}, form: office, cites: [一]}
remove-signer: {title: {zh: 减签, en: remove a signer}, form: office, cites: [一]}
opine: {title: {zh: 会签意见, en: opinion}, form: reason, cites: [一]}
send-back: {title: {zh: 退回, en: send back}, form: send-back, cites: [一]}
withdraw: {title: {zh: 撤回, en: withdraw}, cites: [一]}
copy: {title: {zh: 抄送, en: copy}, form: copy, cites: [一]}
urge: {title: {zh: 催办, en: urge}, cites: [一]}
claim: {title: {zh: 认领, en: claim}, cites: [一]}
release: {title: {zh: 释放, en: release}, cites: [一]}
)"},
      {"texts.yaml", "notice: {zh: 公示, en: Notice}\n"},
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
      {"forms/to-office.yaml", R"(x-title: {zh: 去向, en: to whom}
type: object
additionalProperties: false
required: [to_office]
properties:
  to_office: {x-title: {zh: 岗位, en: office}, type: string, format: uuid}
)"},
      {"forms/office.yaml", R"(x-title: {zh: 岗位, en: office}
type: object
additionalProperties: false
required: [office]
properties:
  office: {x-title: {zh: 岗位, en: office}, type: string, format: uuid}
)"},
      {"forms/send-back.yaml", R"(x-title: {zh: 退回, en: send back}
type: object
additionalProperties: false
required: [to_state, reason]
properties:
  to_state: {x-title: {zh: 环节, en: step}, type: string}
  reason: {x-title: {zh: 理由, en: reason}, type: string, minLength: 1}
  straight_back: {x-title: {zh: 办完直接回到我, en: straight back to me}, type: boolean}
)"},
      {"forms/copy.yaml", R"(x-title: {zh: 抄送, en: copy}
type: object
additionalProperties: false
required: [offices]
properties:
  offices: {x-title: {zh: 岗位, en: offices}, type: array, items: {type: string, format: uuid}}
)"},
      {"forms/year.yaml", R"(x-title: {zh: 年度安排, en: a year's days}
type: object
additionalProperties: false
required: [year, source, off, worked]
properties:
  year: {x-title: {zh: 年, en: year}, type: integer, x-public: true}
  source: {x-title: {zh: 依据, en: source}, type: string, x-public: true}
  off: {x-title: {zh: 放假, en: days off}, type: array, items: {type: object}, x-public: true}
  worked: {x-title: {zh: 上班, en: days worked}, type: array, items: {type: object}, x-public: true}
)"},
      {"forms/bid.yaml", R"(x-title: {zh: 报价, en: bid}
type: object
additionalProperties: false
required: [opens_at, price_fen]
properties:
  opens_at: {x-title: {zh: 开启时刻, en: opened at}, type: string, format: instant, x-public: true}
  price_fen: {x-title: {zh: 报价, en: price}, type: integer, minimum: 1, x-public: true}
)"},
      {"procedures/bid.yaml", R"(id: bid
title: {zh: 密封报价, en: sealed bid}
cites: [一]
number: "示价〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [founder]
form: bid
title_expression: "'发起人的报价'"
publicity: public
sealed_until: instant_of(form.opens_at)
materials:
  - {id: plan, title: {zh: 方案, en: plan}, types: [application/pdf], size_max_bytes: 1000}
initial: sealed
states:
  sealed:
    title: {zh: 已密封, en: sealed}
    actions:
      judge: {title: {zh: 评审, en: judge}, by: [registrar], to: judged}
  judged: {title: {zh: 已评审, en: judged}, final: true}
)"},
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
      {"procedures/registration.yaml", R"(id: registration
title: {zh: 成立登记, en: registration}
cites: [一]
number: "示登〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [founder]
form: application
title_expression: form.name
publicity: public
materials:
  - {id: charter, title: {zh: 章程, en: charter}, types: [application/pdf], size_max_bytes: 1000}
initial: submitted
states:
  submitted:
    title: {zh: 待受理, en: submitted}
    applicant_title: {zh: 已提交, en: handed in}
    clock: {id: acceptance, limit: params.acceptance_days, unit: working_days, cites: [一]}
    actions:
      return: {title: {zh: 退回补正, en: return}, by: [registrar], form: reason, to: returned}
      accept:
        title: {zh: 受理, en: accept}
        by: [registrar]
        conditions:
          - {check: form.members >= params.min_members, rule: min_members, field: /members, says: {zh: 会员数达到下限, en: enough members}, cites: [一]}
        to: examined
      give-up: {title: {zh: 撤回申请, en: give up}, by: [applicant], to: withdrawn}
  returned:
    title: {zh: 待补正, en: returned}
    pauses: {clocks: [acceptance], reason: {zh: 等待补正, en: waiting for corrections}, cites: [三]}
    actions:
      resubmit: {title: {zh: 重新提交, en: resubmit}, by: [applicant], form: application, amends: true, to: submitted}
  examined:
    title: {zh: 审查, en: examined}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    actions:
      forward: {title: {zh: 报批, en: forward}, by: [registrar], to: signed}
  signed:
    title: {zh: 会签, en: signed}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    signing: {mode: all, signers: [registrar, legal], action: sign}
    actions:
      sign: {title: {zh: 签署, en: sign}, by: [registrar, legal], form: reason, to: publicity}
  publicity:
    title: {zh: 公示, en: publicity}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    timers:
      - {id: window, action: lapse, after: params.publicity_days, unit: working_days}
    actions:
      lapse: {title: {zh: 公示期满, en: window ends}, by: [system], to: decision}
  decision:
    title: {zh: 决定, en: decision}
    clock: {id: decision, limit: params.decision_days, unit: working_days, cites: [一]}
    actions:
      approve: {title: {zh: 准予, en: approve}, by: [head], decides: true, four_eyes: true, effects: [{name: cases.add_party, with: {relation: member, organisation: =authority}}], to: registered}
      refuse: {title: {zh: 不予, en: refuse}, by: [head], decides: true, form: reason, to: refused}
  registered: {title: {zh: 已登记, en: registered}, final: true}
  refused: {title: {zh: 不予登记, en: refused}, final: true}
  withdrawn: {title: {zh: 已撤回, en: withdrawn}, final: true}
)"},
      {"procedures/objection.yaml", R"(id: objection
title: {zh: 异议, en: objection}
cites: [一]
number: "示异〔{year}〕{serial}号"
authority: =parent.authority
opened_by: [citizen]
form: reason
parent: registration
parent_states: [publicity]
publicity: parties
effects: [{name: cases.suspend_parent, with: {reason_zh: 异议处理, reason_en: an objection is open}}]
initial: open
states:
  open:
    title: {zh: 处理中, en: open}
    actions:
      dismiss: {title: {zh: 不成立, en: dismiss}, by: [head], form: reason, effects: [cases.resume_parent], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
      {"procedures/inquiry.yaml", R"(id: inquiry
title: {zh: 调查, en: inquiry}
cites: [一]
number: "示查〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [registrar]
form: reason
subject: form.reason
publicity: office
initial: looked_into
states:
  looked_into:
    title: {zh: 调查中, en: looked into}
    actions:
      ask: {title: {zh: 听取陈述, en: ask}, by: [registrar], to: asked}
  asked:
    title: {zh: 待陈述, en: asked}
    actions:
      answer: {title: {zh: 陈述, en: answer}, by: [subject], form: reason, to: answered}
  answered: {title: {zh: 已陈述, en: answered}, final: true}
)"},
      {"procedures/draft.yaml", R"(id: draft
title: {zh: 内部事项, en: internal matter}
cites: [一]
number: "示内〔{year}〕{serial}号"
authority: =applicant
opened_by: [registrar, founder]
form: reason
publicity: office
initial: written
states:
  written:
    title: {zh: 起草, en: written}
    actions:
      submit: {title: {zh: 提交, en: submit}, by: [registrar, opener, applicant], to: ordered}
  ordered:
    title: {zh: 顺序签, en: in order}
    signing: {mode: in_order, signers: [legal, head], action: sign}
    actions:
      sign: {title: {zh: 签署, en: sign}, by: [legal, head], to: voted}
  voted:
    title: {zh: 三人中两人, en: two of three}
    signing: {mode: count, count: "2", signers: [registrar, legal, head], action: vote}
    actions:
      vote: {title: {zh: 表决, en: vote}, by: [registrar, legal, head], to: done}
  done: {title: {zh: 完成, en: done}, final: true}
)"},
      {"procedures/review.yaml", R"(id: review
title: {zh: 评审, en: review}
cites: [一]
number: "示评〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [registrar]
form: office
publicity: public
initial: planned
states:
  planned:
    title: {zh: 筹备, en: planned}
    actions:
      seat: {title: {zh: 入席, en: seat}, by: [registrar], effects: [{name: cases.add_party, with: {relation: panelist, office: =form.office}}]}
      convene: {title: {zh: 召集, en: convene}, by: [registrar], to: scoring}
  scoring:
    title: {zh: 评分, en: scoring}
    clock: {id: scoring, limit: "10", unit: working_days, cites: [一]}
    timers:
      - {id: ends, action: lapse, after: "3", unit: working_days}
    signing: {mode: all, signers: [panelist], action: score}
    actions:
      score: {title: {zh: 评分, en: score}, by: [panelist], to: ranked}
      note: {title: {zh: 备注, en: note}, by: [registrar, head], form: reason}
      lapse: {title: {zh: 期满, en: lapse}, by: [system], to: ranked}
  ranked:
    title: {zh: 待确认, en: ranked}
    actions:
      admit: {title: {zh: 旁听, en: admit}, by: [registrar], effects: [{name: cases.add_party, with: {relation: observer, organisation: =authority}}]}
      visit: {title: {zh: 查看, en: visit}, by: [registrar, head], to: visited}
      note: {title: {zh: 备注, en: note}, by: [registrar, head], form: reason}
      confirm: {title: {zh: 确认, en: confirm}, by: [registrar, head], four_eyes: true, to: confirmed}
      reopen: {title: {zh: 重新评分, en: reopen}, by: [system], to: scoring}
  visited:
    title: {zh: 两人查看, en: two look at it}
    signing: {mode: all, signers: [registrar, registrar], action: sign}
    actions:
      sign: {title: {zh: 签署, en: sign}, by: [registrar], to: ranked}
  confirmed: {title: {zh: 已确认, en: confirmed}, final: true}
)"},
      {"procedures/promise.yaml", R"(id: promise
title: {zh: 承诺, en: promise}
cites: [一]
number: "示诺〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [registrar]
form: reason
publicity: public
initial: given
states:
  given:
    title: {zh: 已承诺, en: given}
    timers:
      - {id: broken, action: break_it, after: "1", unit: working_days}
      - {id: kept, action: keep_it, after: "2", unit: working_days}
    actions:
      break_it: {title: {zh: 失效, en: break it}, by: [system], effects: [{name: cases.add_party, with: {relation: witness, organisation: =authority}}, test.refuse], to: broken}
      keep_it: {title: {zh: 履行, en: keep it}, by: [system], to: kept}
  broken: {title: {zh: 已失效, en: broken}, final: true}
  kept: {title: {zh: 已履行, en: kept}, final: true}
)"},
      {"procedures/remark.yaml", R"(id: remark
title: {zh: 意见, en: remark}
cites: [一]
number: "示意〔{year}〕{serial}号"
authority: =parent.authority
opened_by: [citizen]
form: reason
parent: draft
publicity: parties
initial: open
states:
  open:
    title: {zh: 处理中, en: open}
    actions:
      answer: {title: {zh: 答复, en: answer}, by: [head], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
      {"procedures/complaint.yaml", R"(id: complaint
title: {zh: 投诉, en: complaint}
cites: [一]
number: "示诉〔{year}〕{serial}号"
authority: =parent.authority
opened_by: [citizen]
form: reason
parent: review
publicity: parties
effects: [{name: cases.suspend_parent, with: {reason_zh: 投诉处理, reason_en: a complaint is open}}]
initial: open
states:
  open:
    title: {zh: 处理中, en: open}
    actions:
      uphold: {title: {zh: 成立, en: uphold}, by: [head], effects: [cases.resume_parent, {name: cases.act_on_parent, with: {action: reopen}}], to: closed}
      dismiss: {title: {zh: 不成立, en: dismiss}, by: [head], effects: [cases.resume_parent], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
      {"procedures/working-calendar.yaml", R"(id: working-calendar
title: {zh: 工作日历, en: working calendar}
cites: [一]
number: "示历〔{year}〕{serial}号"
authority: civil-affairs
opened_by: [head]
form: year
publicity: public
initial: proposed
states:
  proposed:
    title: {zh: 待公布, en: proposed}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [head, deputy], four_eyes: true, effects: [cases.publish_calendar_year], to: published}
  published: {title: {zh: 已公布, en: published}, final: true}
)"},
  };
}

}  // namespace gh::cases
