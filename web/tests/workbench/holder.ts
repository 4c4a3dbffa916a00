// An association that is graded and holds a function, as it stands before a company applies to it: performed over HTTP.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { kExperts, kMembers } from './history'
import type { Form, Stage } from './stage'

interface Indicator {
  id: string
  parent: string
  points: number
  kind?: string
}
/** A sheet that gives every leaf of a rubric its full points. */
function fullSheet(rubric: string, candidate: string): Form {
  const file = fileURLToPath(new URL(`../../../policy/440600/2012-93/rubrics/${rubric}.yaml`, import.meta.url))
  const { indicators } = parse(readFileSync(file, 'utf8')) as { indicators: Indicator[] }
  const above = new Set(indicators.map((one) => one.parent))
  const leaves = indicators.filter((one) => !above.has(one.id))
  const asked = leaves.filter((one) => one.kind === 'questionnaire_mean')
  return {
    candidate,
    scores: Object.fromEntries(leaves.map((one) => [one.id, one.points])),
    ...(asked.length ? { questionnaires: asked.map((one) => ({ leaf: one.id, answers: 12, mean_permille: 1000 })) } : {}),
  }
}

/** Everybody whose turn it is hands in full marks. */
export async function scoreFully(stage: Stage, id: string, rubric: string): Promise<void> {
  for (const expert of await stage.whoseTurn(id, kExperts)) await stage.act(expert, id, 'score', { sheets: [fullSheet(rubric, id)], no_interest: true })
}

/** The association of this secretary is graded 5A; the committee and the experts are there. */
export async function grade(stage: Stage, secretary: string): Promise<void> {
  const own = fullSheet('grade-2012', '').scores
  const id = await stage.open(secretary, 'grade-assessment', { self_rating: own, party_organisation: 'set_up', contact_phone: '0757-83330003' })
  await stage.act('assessment', id, 'confirm_eligible', { opinion: '符合参评条件', favourable: true })
  await stage.act('assessment', id, 'draw_panel')
  await scoreFully(stage, id, 'grade-2012')
  await stage.act('assessment', id, 'convene_committee')
  for (const member of kMembers.slice(0, 6)) await stage.act(member, id, 'vote', { vote: 'in_favour' })
  await stage.act('committee', id, 'decide', { held_on: stage.day() })
  await stage.laterByWorkingDays(7)
  await stage.act('registry-head', id, 'confirm')
  await stage.act('assessment', id, 'award', { delivered_on: stage.day() })
}

/** A function without competition goes to the association of this secretary, which signs the agreement. */
export async function holdFunction(stage: Stage, secretary: string, name: string): Promise<{ item: string; transfer: string }> {
  const item = await stage.open('officer', 'function-item', {
    name,
    legal_basis_type: 'service_or_support_work',
    legal_basis: '政府部门辅助性工作，法律法规未规定由行政机关专属履行',
    disposal: 'transfer',
    competition_class: 'none',
    description: '受理企业申请，组织专家初审，报部门决定',
    duties: [{ id: 'review', text: '对会员和非会员同等初审' }],
    yearly_workload: 200,
    yearly_cost_fen: 20_000_000,
    risk: '评级失实；由部门抽查',
  })
  await stage.act('head', item, 'propose')
  const opinion = { opinion: '依据清楚，同意', favourable: true }
  await stage.act('legal', item, 'give_legal_opinion', opinion)
  await stage.act('reform', item, 'publish', opinion)
  const transfer = await stage.open('officer', 'function-transfer', { item, requirements: '熟悉行业、有专家库', fee_fen: 0, speciality: 'industry' })
  await stage.act('head', transfer, 'choose_directly', { receiver: stage.organisation(secretary), reason: '全市唯一的本行业协会', clause: '淮安职能转移细则第六条' })
  await stage.laterByWorkingDays(6)
  await stage.act('officer', transfer, 'offer_agreement', {
    starts_on: stage.day(),
    content: '企业信用评级初审',
    standards: [{ duty: 'review', standard: '三十个工作日内完成，会员和非会员同一流程' }],
    department_duties: '提供评级制度，按期检查',
    association_duties: '按标准履行职责，接受监督',
    supervision: '部门每半年检查一次，每年第三方评估',
    exit: '终止后三十日内移交全部办件',
    fee_fen: 0,
  })
  await stage.act(secretary, transfer, 'sign', { agreed: true })
  await stage.act('head', transfer, 'sign', { agreed: true })
  return { item, transfer }
}

export async function publishConditions(stage: Stage, secretary: string, item: string, kind: string): Promise<void> {
  const terms = await stage.open(secretary, 'work-terms', {
    item,
    kind,
    conditions: '三个完整会计年度、持续经营；会员与非会员同等办理',
    price_fen: 50_000,
    promised_days: 30,
    membership_required: false,
    training_required: false,
  })
  await stage.act('head', terms, 'confirm_terms', { reason: '条件和价格与协议一致' })
}
