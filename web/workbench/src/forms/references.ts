// What a field that holds an id may name (x-widget), and where it is found.
import { read, type Page } from '@/api/client'
import type { Text } from '@/api/texts'
import type { CaseLine, CaseView } from '@/case/model'
import { say, tell } from '@/language'
import { knowColleagues } from '@/lists/names'
import { procedureOf, roleTitle } from '@/policy'
import { yuan } from '@/money'
import { session } from '@/shell/session'

export interface Named {
  id: string
  name: string
  says?: string // what tells it from another of the same name
}

export interface Asking {
  text: string
  theCase: CaseView | null
  form: Record<string, unknown>
}

type Finder = (asking: Asking) => Promise<Named[]>

const kShown = 20

interface OrganisationRow {
  id: string
  name: string
  kind: string
  division: string
}
function organisations(kind?: string): Finder {
  return async ({ text }) => {
    const page = await read<Page<OrganisationRow>>('/api/v1/organisations', { query: { q: text, kind, limit: kShown } })
    return page.items.map((one) => ({ id: one.id, name: one.name, says: one.division }))
  }
}

interface LineRow {
  id: string
  title: string
  year: number
  department: string
  available_fen: number
}
const budgetLines: Finder = async ({ text, theCase }) => {
  const department = theCase?.applicant?.id
  const page = await read<Page<LineRow>>('/api/v1/budget-lines', { query: { open: 'true', department, limit: 100 } })
  return page.items
    .filter((line) => line.title.includes(text))
    .map((line) => ({ id: line.id, name: line.title, says: `${line.year} · ${line.department} · ${yuan(line.available_fen)}` }))
}

interface ItemRow {
  id: string
  code?: string
  name: string
}
function catalogueItems(path: '/api/v1/service-items' | '/api/v1/functions'): Finder {
  return async ({ text }) => {
    const page = await read<Page<ItemRow>>(path, { query: { q: text, limit: kShown } })
    return page.items.map((item) => ({ id: item.id, name: item.name, says: item.code }))
  }
}
const eitherItem: Finder = (asking) =>
  catalogueItems(asking.form.catalogue === 'services' ? '/api/v1/service-items' : '/api/v1/functions')(asking)

interface BatchRow {
  id: string
  title: string
  year: number
  state: string
}
async function allBatches(): Promise<BatchRow[]> {
  return (await read<{ items: BatchRow[] }>('/api/v1/function-batches')).items
}
const functionBatches: Finder = async ({ text }) =>
  (await allBatches()).map((one) => ({ id: one.id, name: one.title, says: `${one.year} · ${tell(`functions.batchStates.${one.state}`)}` })).filter((one) => one.name.includes(text))

const colleagues: Finder = async ({ text }) => {
  const all = await knowColleagues()
  return all
    .map((one) => ({ id: one.office, name: one.display_name, says: say(roleTitle(one.role)) }))
    .filter((one) => one.name.includes(text) || one.says.includes(text))
}

interface Officer {
  office: string
  display_name: string
  role: string
  organisation: string
}
const namedOfficer = (one: Officer): Named => ({ id: one.office, name: one.display_name, says: `${one.organisation} · ${say(roleTitle(one.role))}` })
/** People of all the city's bodies, one's own first. */
const officers: Finder = async ({ text }) => (await read<{ items: Officer[] }>('/api/v1/officers', { query: { q: text } })).items.map(namedOfficer)

const childCases: Finder = async ({ text, theCase }) =>
  (theCase?.children ?? [])
    .map((child) => ({ id: child.id, name: child.title, says: `${child.number} · ${child.applicant?.name ?? ''}` }))
    .filter((one) => one.name.includes(text) || one.says.includes(text))

interface Branch {
  id: string
  name: string
  ended_on: string | null
}
/** Of the association that one's own office belongs to: those that there are. */
async function ownBranches(): Promise<Branch[]> {
  const own = session.who?.organisation
  if (!own) return []
  return (await read<{ branches: Branch[] }>('/api/v1/associations/{id}', { path: { id: own } })).branches.filter((one) => !one.ended_on)
}
const branches: Finder = async ({ text }) => (await ownBranches()).map((one) => ({ id: one.id, name: one.name })).filter((one) => one.name.includes(text))

/** Any case that one may read, by its title or number. */
const cases: Finder = async ({ text }) => {
  const page = await read<Page<CaseLine>>('/api/v1/cases', { query: { q: text, limit: kShown } })
  return page.items.map((one) => ({ id: one.id, name: one.title, says: one.number }))
}

interface Ticket {
  office_id: string
  place: number
  outcome: string
}
const panelists: Finder = async ({ theCase }) => {
  if (!theCase) return []
  const draws = await read<{ rounds: { tickets: Ticket[] }[] }>('/api/v1/cases/{id}/draws', { path: { id: theCase.id } })
  const tickets = draws.rounds.at(-1)?.tickets ?? []
  return tickets
    .filter((ticket) => ticket.place > 0)
    .map((ticket) => ({ id: ticket.office_id, name: tell('case.seat', { place: ticket.place }), says: ticket.outcome }))
}

/** Steps that the case has passed: it can only go back to one of them. */
const steps: Finder = async ({ theCase }) => {
  if (!theCase) return []
  const at = { path: { id: theCase.id } }
  const [procedure, acts] = await Promise.all([procedureOf(theCase.procedure, theCase.pack), read<{ items: { to: string }[] }>('/api/v1/cases/{id}/acts', at)])
  const passed = new Set(acts.items.map((act) => act.to))
  return procedure.states.filter((state) => passed.has(state.id) && state.id !== theCase.state).map((state) => ({ id: state.id, name: say(state.title as Text) }))
}

interface Milestone {
  id: string
  title: string
  due_on: string
}
/** What the contract is performed in. */
const milestones: Finder = async ({ text, theCase }) =>
  ((theCase?.form.milestones ?? []) as Milestone[]).map((one) => ({ id: one.id, name: one.title, says: one.due_on })).filter((one) => one.name.includes(text) || one.id.includes(text))

/** What the receiver of the case's function has taken on, as it stands in the catalogue. */
const duties: Finder = async ({ text, theCase }) => {
  if (typeof theCase?.form.item !== 'string') return []
  const item = await read<{ duties: { id: string; text: string }[] }>('/api/v1/functions/{id}', { path: { id: theCase.form.item } })
  return item.duties.map((one) => ({ id: one.id, name: one.text })).filter((one) => one.name.includes(text) || one.id.includes(text))
}

const finders: Record<string, Finder> = {
  organisation: organisations(),
  association: organisations('association'),
  company: organisations('company'),
  evaluator: organisations('evaluator'),
  department: organisations('department'),
  'budget-line': budgetLines,
  'service-item': catalogueItems('/api/v1/service-items'),
  function: catalogueItems('/api/v1/functions'),
  'function-batch': functionBatches,
  'catalogue-item': eitherItem,
  colleague: colleagues,
  officer: officers,
  panelist: panelists,
  branch: branches,
  case: cases,
  'child-case': childCases,
  step: steps,
  milestone: milestones,
  duty: duties,
}

/** The finder of a field's x-widget; null where the page has none and the id is typed. */
export function finderOf(widget: string | undefined): Finder | null {
  return (widget && finders[widget]) || null
}
export function isReferenceWidget(widget: string): boolean {
  return widget in finders
}

/** What an id is called, for reading: asks the thing itself. '' where it can't be told. */
export async function nameOf(widget: string | undefined, id: string, theCase: CaseView | null): Promise<string> {
  switch (widget) {
    case 'organisation':
    case 'association':
    case 'company':
    case 'evaluator':
    case 'department':
      return (await read<{ organisation: { name: string } }>('/api/v1/organisations/{id}', { path: { id } })).organisation.name
    case 'budget-line':
      return (await read<LineRow>('/api/v1/budget-lines/{id}', { path: { id } })).title
    case 'service-item':
      return (await read<{ item: ItemRow }>('/api/v1/service-items/{id}', { path: { id } })).item.name
    case 'function':
      return (await read<{ function: ItemRow }>('/api/v1/functions/{id}', { path: { id } })).function.name
    case 'function-batch':
      return (await allBatches()).find((one) => one.id === id)?.title ?? ''
    case 'catalogue-item':
      return nameOf('function', id, theCase).catch(() => nameOf('service-item', id, theCase))
    case 'case':
      return (await read<CaseView>('/api/v1/cases/{id}', { path: { id } })).title
    case 'child-case':
      return theCase?.children.find((child) => child.id === id)?.title ?? ''
    case 'colleague':
      return (await knowColleagues()).find((one) => one.office === id)?.display_name ?? ''
    case 'officer':
      return (await read<{ items: Officer[] }>('/api/v1/officers', { query: { office: id } })).items[0]?.display_name ?? ''
    case 'branch':
    case 'step':
    case 'milestone':
    case 'duty':
      return (await finders[widget]?.({ text: '', theCase, form: {} }))?.find((one) => one.id === id)?.name ?? id
    default:
      return ''
  }
}
