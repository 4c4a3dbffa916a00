// The registers and catalogues as tables: which columns, which filters, where one entry is read.
import type { Text } from '@/api/texts'
import { say, tell } from '@/language'
import { dayOf } from '@/moments'
import { yuan } from '@/money'
import { procedureTitle } from '@/policy'
import type { Column } from '@/table/columns'
import type { Filter } from '@/table/state'
import { windowText, windowTone, windowWords } from './windows'
import { toneOf, word, wordsOf, wordOrCode } from './words'

export type Line = Record<string, unknown>
type ListPath = '/api/v1/associations' | '/api/v1/grades' | '/api/v1/eligibility-list' | '/api/v1/credit-lists' | '/api/v1/annual-reports' | '/api/v1/functions' | '/api/v1/results' | '/api/v1/work' | '/api/v1/function-evaluations' | '/api/v1/service-items' | '/api/v1/budget-lines' | '/api/v1/contracts' | '/api/v1/notices'
type EntryPath = '/api/v1/associations/{id}' | '/api/v1/functions/{id}' | '/api/v1/service-items/{id}' | '/api/v1/budget-lines/{id}' | '/api/v1/contracts/{id}' | '/api/v1/notices/{id}'

export interface Register {
  id: string
  path: ListPath
  entry?: EntryPath
  keyOf: (line: Line) => string
  columns: Column<Line>[]
  filters: Filter[]
  /** Filters that boards bring along; they have no field of their own, and are shown to be let go. */
  carried?: string[]
}

const text = (line: Line, name: string) => String(line[name] ?? '')
const both = (line: Line, name: string) => say(line[name] as Text)
const money = (line: Line, name: string) => (line[name] === null || line[name] === undefined ? '' : yuan(line[name] as number))

function column(id: string, more: Partial<Column<Line>> = {}): Column<Line> {
  return { id, title: `lists.column.${id}`, text: (line) => text(line, id), ...more }
}
const amount = (id: string, more: Partial<Column<Line>> = {}): Column<Line> => column(id, { text: (line) => money(line, id), end: true, ...more })
/** Of an instant the local day. */
const day = (id: string, more: Partial<Column<Line>> = {}): Column<Line> =>
  column(id, { number: true, text: (line) => (text(line, id).includes('T') ? dayOf(text(line, id)) : text(line, id)), ...more })
/** What stands in the register under the id of the case that brought it. */
const toOwnCase = (line: Line) => `/cases/${text(line, 'id')}`
const named = (id: string, list: string): Column<Line> => column(id, { heading: true, link: (line) => `/lists/${list}/${text(line, 'id')}` })
const spoken = (id: string, group: string, more: Partial<Column<Line>> = {}): Column<Line> => column(id, { text: (line) => word(group, line[id]), words: () => wordsOf(group), ...more })
const status = (id: string, group: string): Column<Line> => spoken(id, group, { tone: (line) => toneOf(group, line[id]) })

const procedure = (id: string): Column<Line> => column(id, { text: (line) => say(procedureTitle(text(line, id))) })

const words = (group: string, values: string[]) => () => values.map((value) => ({ value, title: word(group, value) }))
/** Grades and evaluations of functions are scored in tenths of a point. */
const score = (id: string): Column<Line> => column(id, { end: true, text: (line) => (line[id] === null || line[id] === undefined ? '' : (Number(line[id]) / 10).toFixed(1)) })
const yesOrNo = () => [{ value: 'true', title: tell('shell.yes') }, { value: 'false', title: tell('shell.no') }]
const sought: Filter = { name: 'q', title: 'lists.filter.q', kind: 'text' }

const windowOf = (line: Line) => ({ status: text(line, 'window_status'), until: text(line, 'objections_until'), open: line.open === true })

export const registers: Register[] = [
  {
    id: 'associations',
    path: '/api/v1/associations',
    entry: '/api/v1/associations/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [
      named('name', 'associations'),
      status('status', 'association'),
      column('credit_code', { number: true }),
      spoken('kind', 'kind'),
      column('industry', { number: true, catalogue: 'gbt4754-2017' }),
      spoken('industry_group', 'group'),
      column('members', { end: true }),
      amount('funds_fen'),
      day('registered_on'),
      spoken('status_ground', 'ground', { hidden: true }),
      day('ended_on', { hidden: true }),
      column('certificate_copy', { end: true, hidden: true }),
      column('division', { number: true, hidden: true, catalogue: 'divisions' }),
      column('address', { hidden: true }),
      spoken('premises_right', 'premises_right', { hidden: true }),
      column('premises_square_metres', { end: true, hidden: true }),
      day('premises_until', { hidden: true }),
    ],
    filters: [
      sought,
      { name: 'industry', title: 'lists.column.industry', kind: 'text' },
      { name: 'status', title: 'lists.column.status', kind: 'choice', choices: words('association', ['active', 'suspended', 'liquidating', 'deregistered', 'revoked']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'grades',
    path: '/api/v1/grades',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('organisation', { heading: true, link: (line) => `/lists/associations/${text(line, 'organisation_id')}` }),
      column('grade', { tone: () => 'note' }),
      status('state', 'grade'),
      score('score'),
      day('announced_on'), day('valid_from'), day('valid_to'),
      column('number', { number: true }),
    ],
    filters: [
      { name: 'grade', title: 'lists.column.grade', kind: 'choice', choices: () => ['5A', '4A', '3A', '2A', '1A'].map((grade) => ({ value: grade, title: grade })) },
      { name: 'state', title: 'lists.column.state', kind: 'choice', choices: words('grade', ['announced', 'valid', 'ended']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'eligibility-list',
    path: '/api/v1/eligibility-list',
    keyOf: (line) => text(line, 'organisation_id'),
    columns: [
      column('organisation', { heading: true, link: (line) => `/lists/associations/${text(line, 'organisation_id')}` }),
      status('state', 'listing'),
      column('grade', { tone: () => 'note' }),
      day('grade_valid_to'), day('since'), day('valid_from'), day('valid_to'),
      spoken('ground', 'listing_ground'),
      column('reason'),
      column('number', { number: true, link: (line) => `/cases/${text(line, 'case_id')}` }),
    ],
    filters: [
      { name: 'state', title: 'lists.column.state', kind: 'choice', choices: words('listing', ['listed', 'suspended', 'removed']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'credit-lists',
    path: '/api/v1/credit-lists',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('organisation', { heading: true, link: (line) => `/lists/associations/${text(line, 'organisation_id')}` }),
      status('list', 'credit_list'),
      spoken('cause', 'cause'),
      day('on'), day('ended_on'),
      column('number', { number: true, link: (line) => `/cases/${text(line, 'case_id')}` }),
    ],
    filters: [
      { name: 'list', title: 'lists.column.list', kind: 'choice', choices: words('credit_list', ['abnormal_listing', 'serious_listing']) },
      { name: 'past', title: 'lists.filter.past', kind: 'choice', choices: () => [{ value: 'true', title: tell('shell.yes') }] },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'annual-reports',
    path: '/api/v1/annual-reports',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('organisation', { heading: true, link: (line) => `/lists/associations/${text(line, 'id')}` }),
      column('year', { number: true }),
      status('state', 'report'),
      day('filed_on'),
      spoken('conclusion', 'conclusion'),
      column('number', { number: true, link: (line) => (line.case_id ? `/cases/${text(line, 'case_id')}` : null) }),
      day('first_reminded_on'), day('second_reminded_on'), day('last_reminded_on'),
      day('listing_on'),
      column('listing_number', { number: true, link: (line) => (line.listing_case ? `/cases/${text(line, 'listing_case')}` : null) }),
      column('credit_code', { number: true, hidden: true }),
      day('due_on', { hidden: true }),
    ],
    filters: [
      { name: 'year', title: 'lists.filter.year', kind: 'text' },
      { name: 'state', title: 'lists.column.state', kind: 'choice', choices: words('report', ['concluded', 'under_review', 'missing', 'overdue']) },
      { name: 'late', title: 'lists.filter.late', kind: 'choice', choices: () => [{ value: 'true', title: tell('shell.yes') }] },
    ],
  },
  {
    id: 'functions',
    path: '/api/v1/functions',
    entry: '/api/v1/functions/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [
      named('name', 'functions'),
      status('state', 'function'),
      column('department'),
      column('holder', { link: (line) => (line.holder_id ? `/lists/associations/${text(line, 'holder_id')}` : null) }),
      spoken('competition_class', 'competition'),
      spoken('legal_basis_type', 'basis', { hidden: true }),
      column('transfer_number', { number: true, link: (line) => (line.transfer_id ? `/cases/${text(line, 'transfer_id')}` : null) }),
      day('since'),
      column('number', { number: true, hidden: true, link: toOwnCase }),
    ],
    filters: [
      sought,
      { name: 'state', title: 'lists.column.state', kind: 'choice', choices: words('function', ['open', 'in_transfer', 'transferred', 'regular', 'withdrawn']) },
      { name: 'competition_class', title: 'lists.column.competition_class', kind: 'choice', choices: words('competition', ['full', 'moderate', 'none']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
    carried: ['department', 'holder', 'year'],
  },
  {
    id: 'results',
    path: '/api/v1/results',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('organisation', { heading: true }),
      procedure('kind'),
      column('grade', { text: (line) => wordOrCode('result_grade', text(line, 'grade')), words: () => wordsOf('result_grade'), tone: () => 'note' }),
      status('standing', 'result'),
      column('number', { number: true, link: toOwnCase }),
      column('reviewer'),
      day('valid_from'), day('valid_to'),
      column('item', { title: 'lists.column.function', hidden: true }),
    ],
    filters: [sought, { name: 'number', title: 'lists.column.number', kind: 'text' }, { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' }],
  },
  {
    id: 'work',
    path: '/api/v1/work',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('number', { heading: true, number: true, link: toOwnCase }),
      procedure('kind'),
      column('applicant'),
      column('item', { title: 'lists.column.function' }),
      column('performer'),
      column('place', { end: true }),
      day('opened_on'), day('due_on'), day('finished_on'),
    ],
    filters: [
      { name: 'finished', title: 'lists.filter.closed', kind: 'choice', choices: yesOrNo },
      { name: 'on_time', title: 'lists.filter.on_time', kind: 'choice', choices: () => [{ value: 'true', title: tell('lists.word.inTime') }, { value: 'false', title: tell('lists.word.late') }] },
      { name: 'since', title: 'lists.filter.since', kind: 'day' },
    ],
    carried: ['performer', 'department'],
  },
  {
    id: 'function-evaluations',
    path: '/api/v1/function-evaluations',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('item', { title: 'lists.column.function', heading: true, link: (line) => `/lists/functions/${text(line, 'item_id')}` }),
      column('receiver'),
      column('evaluator'),
      column('year', { text: (line) => tell('lists.supervisedYear', { year: text(line, 'year') }) }),
      score('score'),
      score('pass_score'),
      day('reported_on'),
      column('number', { number: true, link: (line) => `/cases/${text(line, 'transfer_id')}` }),
      column('department', { hidden: true }),
    ],
    filters: [{ name: 'passed', title: 'lists.filter.passed', kind: 'choice', choices: yesOrNo }],
    carried: ['department', 'receiver', 'score_from', 'score_below'],
  },
  {
    id: 'service-items',
    path: '/api/v1/service-items',
    entry: '/api/v1/service-items/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [named('name', 'service-items'), column('code', { number: true }), status('status', 'item'), spoken('service_class', 'service_class'), column('department'), day('since'), column('number', { number: true, hidden: true, link: toOwnCase })],
    filters: [
      sought,
      { name: 'status', title: 'lists.column.status', kind: 'choice', choices: words('item', ['open', 'withdrawn']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'budget-lines',
    path: '/api/v1/budget-lines',
    entry: '/api/v1/budget-lines/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [
      named('title', 'budget-lines'),
      column('year', { number: true }),
      column('department'),
      column('open', { text: (line) => tell(line.open ? 'lists.word.open' : 'lists.word.lineClosed'), words: () => ({ true: tell('lists.word.open'), false: tell('lists.word.lineClosed') }), tone: (line) => (line.open ? 'good' : 'idle') }),
      amount('appropriated_fen'), amount('available_fen'), amount('reserved_fen'), amount('committed_fen'), amount('accepted_fen', { hidden: true }), amount('paid_fen'),
      column('item', { number: true, hidden: true }),
      column('number', { number: true, hidden: true, link: toOwnCase }),
    ],
    filters: [
      { name: 'year', title: 'lists.column.year', kind: 'text' },
      { name: 'open', title: 'lists.column.open', kind: 'choice', choices: () => [{ value: 'true', title: tell('lists.word.open') }, { value: 'false', title: tell('lists.word.lineClosed') }] },
    ],
  },
  {
    id: 'contracts',
    path: '/api/v1/contracts',
    entry: '/api/v1/contracts/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [
      named('title', 'contracts'),
      status('status', 'contract'),
      column('number', { number: true, link: toOwnCase }),
      column('department'),
      column('supplier', { link: (line) => `/lists/associations/${text(line, 'supplier_id')}` }),
      amount('amount_fen'), amount('paid_fen'),
      day('starts_on'), day('ends_on'),
      day('signed_at', { hidden: true }),
      column('item_name', { hidden: true, link: (line) => `/lists/service-items/${text(line, 'item_id')}` }),
      spoken('method', 'method', { hidden: true }),
    ],
    filters: [
      sought,
      { name: 'status', title: 'lists.column.status', kind: 'choice', choices: words('contract', ['performing', 'completed', 'rescinded']) },
      { name: 'as_of', title: 'lists.filter.as_of', kind: 'day' },
    ],
  },
  {
    id: 'notices',
    path: '/api/v1/notices',
    entry: '/api/v1/notices/{id}',
    keyOf: (line) => text(line, 'id'),
    columns: [
      column('title', { heading: true, text: (line) => both(line, 'title'), link: (line) => `/lists/notices/${text(line, 'id')}` }),
      spoken('kind', 'notice'),
      column('issuer'),
      day('published_on'), day('objections_until'),
      column('open', { member: 'window_status', title: 'lists.column.window', words: windowWords, text: (line) => windowText(windowOf(line)), tone: (line) => windowTone(windowOf(line)) }),
      column('case_number', { number: true, link: (line) => `/cases/${text(line, 'case_id')}` }),
    ],
    filters: [
      { name: 'kind', title: 'lists.column.kind', kind: 'choice', choices: words('notice', ['call', 'publicity', 'result', 'decision', 'catalogue', 'register', 'calendar']) },
      { name: 'open', title: 'lists.column.window', kind: 'choice', choices: () => [{ value: 'true', title: tell('lists.word.window.running') }] },
    ],
  },
]

export function registerOf(id: string): Register | null {
  return registers.find((one) => one.id === id) ?? null
}
