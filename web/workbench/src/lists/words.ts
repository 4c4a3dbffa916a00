// Words for the values that registers give, and the lights they are shown with. What the program defines has its words in the
// texts; what the policy pack defines has them in the pack.
import { tell, tellAll } from '@/language'
import { choiceOf, choicesOf, isChoice } from './choices'

/** The group of words of a member, by register: `list.member` where a list of the entry has words of its own. */
const kGroups: Record<string, Record<string, string>> = {
  associations: { status: 'association', kind: 'kind', industry_group: 'group', 'records.kind': 'record', 'records.conclusion': 'conclusion', 'records.cause': 'cause', 'records.measures': 'measure', 'branches.kind': 'branch', 'successions.kind': 'succession', 'filings.matter': 'filing', premises_right: 'premises_right', status_ground: 'ground', 'links.kind': 'link', 'links.status': 'association' },
  grades: { state: 'grade' },
  'eligibility-list': { state: 'listing' },
  'credit-lists': { list: 'credit_list', cause: 'cause' },
  'annual-reports': { state: 'report', conclusion: 'conclusion' },
  functions: { state: 'function', legal_basis_type: 'basis', competition_class: 'competition', 'agreements.status': 'agreement', 'checks.kind': 'check', 'checks.met': 'met', 'orders.outcome': 'order', 'evaluations.conclusion': 'evaluation', 'take_backs.stage': 'take_back', 'agreements.chosen_by': 'choice', 'ratings.grade': 'grade_of_service' },
  'service-items': { status: 'item', service_class: 'service_class' },
  contracts: { status: 'contract', method: 'method', 'milestones.status': 'milestone' },
  results: { standing: 'result', status: 'result' },
  notices: { kind: 'notice' },
}

const kTones: Record<string, Record<string, string>> = {
  association: { active: 'good', suspended: 'warn', liquidating: 'warn', revoked: 'bad' },
  grade: { valid: 'good', announced: 'note' },
  listing: { listed: 'good', suspended: 'warn', removed: 'bad' },
  function: { open: 'note', in_transfer: 'warn', transferred: 'good', regular: 'good' },
  item: { open: 'good' },
  contract: { performing: 'note', completed: 'good', rescinded: 'bad' },
  take_back: { proposed: 'warn', decided: 'warn', taken_back: 'bad', re_assigned: 'note', kept_by_department: 'note' },
  evaluation: { passed: 'good', extended: 'warn', taken_back: 'bad' },
  agreement: { supervised: 'note', regular: 'good', taken_back: 'bad' },
  met: { true: 'good', false: 'bad' },
  order: { open: 'warn', corrected: 'good', failed: 'bad' },
  milestone: { reported: 'warn', accepted: 'note', paid: 'good' },
  report: { concluded: 'good', under_review: 'note', missing: 'warn', overdue: 'bad' },
  result: { granted: 'good', downgraded: 'warn', withdrawn: 'bad' },
  credit_list: { abnormal_listing: 'warn', serious_listing: 'bad' },
  conclusion: { pass: 'good', basic_pass: 'warn', fail: 'bad' },
}

/** null for a member whose value is no word. `list`: the list of the entry that it stands in, '' for the entry itself. */
export function groupOf(register: string, list: string, member: string): string | null {
  const groups = kGroups[register] ?? {}
  return groups[`${list}.${member}`] ?? groups[member] ?? null
}

/** '' where there is no value. */
export function word(group: string, value: unknown): string {
  if (value === '' || value === undefined || value === null) return ''
  return isChoice(group) ? choiceOf(group, String(value)) : tell(`lists.word.${group}.${String(value)}`)
}

/** The value itself where the group has no word for it: a grade is a code of the pack, or an outcome of the program. */
export function wordOrCode(group: string, value: string): string {
  return wordsOf(group)[value] ?? value
}

/** The words of all values of a group. */
export function wordsOf(group: string): Record<string, string> {
  return isChoice(group) ? choicesOf(group) : tellAll(`lists.word.${group}`)
}

/** Whether values of the group are shown as lights: states are, kinds aren't. */
export function isState(group: string): boolean {
  return group in kTones
}
export function toneOf(group: string, value: unknown): string {
  return kTones[group]?.[String(value)] ?? 'idle'
}
