// What has happened in a city before a spec begins, performed over HTTP with the forms of an ordinary case.
import { creditCode } from './city'
import type { Form, Stage } from './stage'

export const kFirstDay = '2019-03-04T09:00:00+08:00'
/** The offices that register an association. */
export const kRegistry = ['registrar', 'registrar2', 'reviewer', 'registry-head']
export const kExperts = Array.from({ length: 8 }, (_, at) => `expert${at + 1}`)
export const kAssociation = '佛山市示例陶瓷行业协会'
export const kOtherAssociation = '佛山市示例卫浴商会'
export const kEvaluator = '佛山市示例第三方评估中心'
export const kCompany = '佛山市示例培训有限公司'

const company = (serial: number): Form => ({ name: `佛山市示例企业${serial}有限公司`, credit_code: creditCode(serial) })
const companies = (first: number, count: number) => Array.from({ length: count }, (_, at) => company(first + at))

export async function register(stage: Stage, secretary: string, name: string, first: number): Promise<void> {
  const id = await stage.open(secretary, 'association-registration', {
    name,
    kind: name.endsWith('商会') ? 'chamber_of_commerce' : 'trade_association',
    division: '440600',
    industry: '3071',
    scope: '行业自律、统计、标准、培训、展览和会员服务',
    area: '佛山市',
    purpose: '服务会员，规范行业',
    funds_fen: 3_000_000,
    premises: [{ address: '佛山市禅城区示例路1号', right: 'leased', area_square_metres: 60 }],
    full_time_staff: 4,
    legal_representative: `拟任法定代表人${first}`,
    legal_representative_identity_number: `990000197001${String(first).padStart(5, '0')}X`,
    founders: companies(first, 8).map((one) => ({ ...one, good_years: 3, licence_valid: true })),
    members: companies(first, 30),
    founding_meeting: { held_on: stage.day(), due: 30, present: 28, charter_in_favour: 27, officers_in_favour: 26 },
    charter_content: { name_and_seat: true, purpose_scope_area: true, membership: true, organisation: true, officers: true, assets: true, amendment: true, ending: true, other: true },
    officers: [
      { name: `拟任会长${first}`, identity_number: `990000197001${String(first).padStart(5, '0')}X`, post: 'president', term_from: stage.day(), term_to: stage.day(1400), full_time: false, leading_cadre: false },
      { name: `拟任秘书长${first}`, identity_number: `990000198001${String(first).padStart(5, '0')}X`, post: 'secretary_general', term_from: stage.day(), term_to: stage.day(1400), full_time: true, leading_cadre: false },
    ],
    contact_phone: '0757-83330001',
  })
  await stage.upload(secretary, id, ['charter', 'founders', 'premises', 'capital'])
  const visit = { visited_on: stage.day(), premises_fit: true, papers_agree: true, findings: '场所和材料与申请一致' }
  await stage.act('registrar', id, 'accept', { few_organisations_attested: false })
  await stage.act('registrar', id, 'start_visit')
  await stage.act('registrar', id, 'record_visit', visit)
  await stage.act('registrar2', id, 'record_visit', visit)
  await stage.act('reviewer', id, 'recommend', { opinion: '材料属实，拟同意', favourable: true })
  await stage.act('registry-head', id, 'approve')
  await stage.act('registrar', id, 'deliver_certificate', { delivered_on: stage.day() })
  await stage.promoted(secretary)
}

const columns = (unrestricted: number, restricted = 0): Form => ({ unrestricted_fen: unrestricted, restricted_fen: restricted, total_fen: unrestricted + restricted })
const balance = (assets: number): Form => ({ current_assets_fen: assets, long_term_assets_fen: 0, total_assets_fen: assets, liabilities_fen: 0, net_assets_fen: assets })

/** A yearly report whose sums hold together. */
export const yearlyReport = (year: number): Form => ({
  year,
  name: kAssociation,
  signed: true,
  basic: { unit_members: 30, individual_members: 0, council_size: 9, officers: 5, retired_officers: 0, retired_bureau_level: 0, retired_aged_70: 0 },
  staff: { total: 4, full_time: 4, part_time: 0, rehired_retirees: 0, volunteers: 0, volunteer_hours: 0, party_members: 2 },
  meetings: { term_years: 5, council_prescribed: 2, council_held: 2 },
  internal_rules: { tax_registered: ['national'], receipts: ['dues'] },
  balance_sheet: { opening: balance(30_000_000), closing: balance(34_000_000) },
  activity_statement: {
    income: { donations: columns(0), dues: columns(12_000_000), services: columns(8_000_000), sales: columns(0), subsidies: columns(0), investment: columns(0), other: columns(0), total: columns(20_000_000) },
    purchased_by_government_fen: 0,
    activity_costs_fen: 16_000_000,
    administration_costs_fen: 0,
    fundraising_costs_fen: 0,
    other_costs_fen: 0,
    total_costs_fen: 16_000_000,
    released_fen: 0,
    net_change: columns(4_000_000),
  },
  cash_flow: { operating_fen: 4_000_000, investing_fen: 0, financing_fen: 0, exchange_fen: 0, net_increase_fen: 4_000_000 },
  branches: { opened: 0, opened_registered: 0, closed: 0, closed_registered: 0, none: true },
  summary: '举办技术交流两次，发布行业统计四期',
  events: { none: true },
  donations: { cash_fen: 0, in_kind_fen: 0, home_fen: 0, abroad_fen: 0, persons_fen: 0, organisations_fen: 0, total_fen: 0 },
  international: { none: true },
})

export async function reportYears(stage: Stage, secretary: string, years: number[]): Promise<void> {
  const opinion = { opinion: '报告完整，勾稽关系一致', proposed: 'pass' }
  for (const year of years) {
    const id = await stage.open(secretary, 'annual-report', yearlyReport(year))
    await stage.act('registrar', id, 'proofread', { opinion: '校对无误', favourable: true })
    await stage.act('registrar2', id, 'handle', opinion)
    await stage.act('reviewer', id, 'review_report', opinion)
    await stage.act('registry-head', id, 'conclude', { conclusion: 'pass', reason: '报告按时，内容完整', remedies_told: true })
  }
}

export const kMembers = Array.from({ length: 8 }, (_, at) => `member${at + 1}`)
/** The chair, two vice chairs and six members, for a term that begins today. */
export async function appointCommittee(stage: Stage): Promise<void> {
  const seat = seatOf(stage)
  const members = []
  for (const member of kMembers) members.push(await seat(member))
  const form = { committee: 'assessment', from_day: stage.day(), chair: await seat('committee'), vice_chairs: members.slice(0, 2), members: members.slice(2) }
  await stage.act('registry-head', await stage.open('assessment', 'committee-appointment', form), 'appoint')
}

/** A chair of its own, a vice chair and three members who also sit on the assessment committee. */
export async function appointReviewCommittee(stage: Stage): Promise<void> {
  const seat = seatOf(stage)
  const members = []
  for (const member of kMembers.slice(0, 4)) members.push(await seat(member))
  const form = { committee: 'review', from_day: stage.day(), chair: await seat('review-committee'), vice_chairs: members.slice(0, 1), members: members.slice(1) }
  await stage.act('registry-head', await stage.open('assessment', 'committee-appointment', form), 'appoint')
}
function seatOf(stage: Stage) {
  const sectors = ['department', 'research', 'accounting', 'law', 'social_organisation']
  return async (login: string) => ({ office: await stage.office(login), name: login, unit: '示例推荐单位', sector: sectors[login.charCodeAt(login.length - 1) % sectors.length] })
}

export async function enrolExperts(stage: Stage): Promise<void> {
  for (const [at, expert] of kExperts.entries()) {
    const id = await stage.open(expert, 'person-enrolment', {
      kind: 'expert',
      name: `专家${at + 1}`,
      identity_number: `990000888888${String(at + 1).padStart(5, '0')}X`,
      contact_phone: '0757-83330002',
      specialities: ['assessment', 'industry', 'service'],
      ties: [],
    })
    await stage.act('registrar', id, 'accept_expert')
    await stage.promoted(expert)
  }
}

export async function enrol(stage: Stage, login: 'evaluator' | 'company'): Promise<void> {
  const evaluates = login === 'evaluator'
  const id = await stage.open(login, 'organisation-enrolment', {
    kind: evaluates ? 'evaluator' : 'company',
    name: evaluates ? kEvaluator : kCompany,
    credit_code: creditCode(evaluates ? 900_001 : 900_002),
    division: '440600',
    address: '佛山市南海区示例路9号',
    contact_name: '联系人甲',
    contact_phone: '0757-83330009',
    ...(evaluates ? { belongs_to_civil_affairs: false } : { industry: '7299' }),
  })
  await stage.act('registrar', id, 'accept')
  await stage.promoted(login)
}
