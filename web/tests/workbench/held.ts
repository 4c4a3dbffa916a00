// An association of 5A holds a function and has published its conditions: performed over HTTP before a spec begins.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import { appointCommittee, enrolExperts, kAssociation, kExperts, kMembers, register, reportYears } from './history'
import type { Form, Stage } from './stage'

interface Leaf {
  id: string
  parent: string
  points: number
  kind?: string
  bonus?: boolean
}
const folder = resolve(process.cwd(), '../policy/440600/2012-93/rubrics')

/** All the points of a rubric's leaves that must be scored. */
export function fullMarks(rubric: string): { scores: Record<string, number>; questionnaires: Form[] } {
  const { indicators } = parse(readFileSync(resolve(folder, `${rubric}.yaml`), 'utf8')) as { indicators: Leaf[] }
  const bonus = new Set(indicators.filter((one) => one.bonus).map((one) => one.id))
  const parents = new Set(indicators.map((one) => one.parent))
  for (const one of indicators) if (bonus.has(one.parent)) bonus.add(one.id)
  const leaves = indicators.filter((one) => !parents.has(one.id) && !bonus.has(one.id))
  return {
    scores: Object.fromEntries(leaves.map((one) => [one.id, one.points])),
    questionnaires: leaves.filter((one) => one.kind === 'questionnaire_mean').map((one) => ({ leaf: one.id, answers: 60, mean_permille: 1000 })),
  }
}

export function sheet(rubric: string, candidate: string): Form {
  const { scores, questionnaires } = fullMarks(rubric)
  return { sheets: [{ candidate, scores, ...(questionnaires.length ? { questionnaires } : {}) }], no_interest: true }
}

async function scoreAll(city: Stage, id: string, candidate: string, rubric: string): Promise<void> {
  for (const expert of await city.whoseTurn(id, kExperts)) await city.act(expert, id, 'score', sheet(rubric, candidate))
}

async function grade(city: Stage): Promise<void> {
  const id = await city.open('secretary', 'grade-assessment', { self_rating: fullMarks('grade-2012').scores, party_organisation: 'set_up', contact_phone: '0757-83330003' })
  await city.act('assessment', id, 'confirm_eligible', { opinion: '材料属实', favourable: true })
  await city.act('assessment', id, 'draw_panel')
  await scoreAll(city, id, id, 'grade-2012')
  await city.act('assessment', id, 'convene_committee')
  for (const member of [...kMembers.slice(0, 5), 'committee']) await city.act(member, id, 'vote', { vote: 'in_favour' })
  await city.act('committee', id, 'decide', { held_on: city.day(), minutes: '会议讨论并记名投票' })
  await city.laterByWorkingDays(7)
  await city.act('registry-head', id, 'confirm')
  await city.act('assessment', id, 'award', { delivered_on: city.day() })
}

async function handOver(city: Stage, item: string): Promise<void> {
  const id = await city.open('officer', 'function-transfer', { item, requirements: '有评审能力', fee_fen: 0, speciality: 'industry' })
  const deadline = `${city.day(14)}T17:00:00+08:00`
  await city.act('head', id, 'call', { deadline_at: deadline, place: '网上提交', contact: '经济和信息化局', text: '现公开征集' })
  const application = await city.open('secretary', 'function-application', {
    plan: '组织专家评审，公开结果', staff: 3, premises_and_equipment: '办公室六十平方米', service_standard: '三十个工作日内', equal_terms: true, no_bundled_training: true,
  }, id)
  await city.at(`${city.day(15)}T09:00:00+08:00`)
  await city.act('officer', application, 'qualify', { papers_true: true, requirements_met: true })
  await city.act('officer', id, 'finish_check')
  await city.act('officer', id, 'draw_panel')
  await scoreAll(city, id, application, 'function-application')
  await city.act('officer', id, 'propose_receiver', { winner: application, basis: '评审第一' })
  await city.laterByWorkingDays(5)
  await city.act('officer', id, 'offer_agreement', { starts_on: city.day(), standard: '三十个工作日内', supervision: '每半年检查', exit: '移交全部资料', fee_fen: 0 })
  await city.act('secretary', id, 'sign', { agreed: true })
  await city.act('head', id, 'sign', { agreed: true })
}

/** The id of the function. */
export async function holdFunction(city: Stage, name: string): Promise<string> {
  await enrolExperts(city)
  await register(city, 'secretary', kAssociation, 1)
  await city.at('2021-06-01T09:00:00+08:00')
  await reportYears(city, 'secretary', [2019, 2020])
  await appointCommittee(city)
  await grade(city)
  const item = await city.open('officer', 'function-item', {
    name, legal_basis_type: 'service_or_support_work', legal_basis: '部门辅助性工作', disposal: 'transfer', competition_class: 'full', description: '初审企业信用',
    duties: [{ id: 'equal_terms', text: '对会员和非会员同等服务' }], yearly_workload: 40, yearly_cost_fen: 1_000_000, risk: '由部门抽查',
  })
  await city.act('head', item, 'propose')
  await city.act('reform', item, 'publish', { opinion: '同意', favourable: true })
  await handOver(city, item)
  return item
}
