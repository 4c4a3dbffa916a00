// What an organisation has before it of the functions that associations hold: what it can apply for, what runs, what was found.
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import { procedureOf } from '@/policy'

export interface Terms {
  item_id: string
  item: string
  kind: string
  holder_id: string
  holder: string
  price_fen: number
  promised_days: number
  conditions: string
  since: string
}
export interface Result {
  id: string
  case_number: string
  kind: string
  reviewer: string
  grade: string
  number: string
  valid_from: string
  valid_to?: string | null
  standing: string
}
export interface Work {
  id: string
  number: string
  kind: string
  item_id: string
  item: string
  performer: string
  applicant?: string | null
  state: string
  pack_version: string
  place: number
  opened_on: string
  due_on?: string | null
  finished_on?: string | null
  on_time?: boolean | null
}
export interface WorkLine {
  item_id: string
  item: string
  performer_id: string
  performer: string
  running: number
  overdue: number
  finished: number
  on_time: number
  on_time_permille?: number | null
}
export interface CaseLine {
  id: string
  number: string
  title: string
  procedure: string
  state: string
  state_title: Text
  procedure_title: Text
  due_on?: string | null
}

/** Most lines of a part of the desk; the rest stands behind its link. */
const kLines = 20
/** Of what must not be missed: as many as the API gives at once. */
const kAllLines = 200

interface Items<T> {
  items: T[]
}

export const termsInForce = async () => (await read<Items<Terms>>('/api/v1/work-terms')).items
export const resultsOf = async (organisation: string) => (await read<Items<Result>>('/api/v1/results', { query: { organisation, limit: kLines } })).items
/** With the titles of their procedures and states, as they were called when the cases were opened. */
export async function runningWork(): Promise<(Work & { kind_title: Text; state_title: Text })[]> {
  const { items } = await read<Items<Work>>('/api/v1/work', { query: { finished: 'false', limit: kLines } })
  return Promise.all(
    items.map(async (one) => {
      const procedure = await procedureOf(one.kind, one.pack_version)
      return { ...one, kind_title: procedure.title, state_title: procedure.states.find((state) => state.id === one.state)?.title ?? { zh: one.state, en: one.state } }
    }),
  )
}
export const boardOf = async (department: string) => (await read<Items<WorkLine>>('/api/v1/work-board', { query: { department } })).items
export const ownCases = async (organisation: string) => (await read<Items<CaseLine>>('/api/v1/cases', { query: { organisation, closed: 'false', limit: kAllLines } })).items
/** The cases in which somebody of the office is asked for something. */
export const casesThatWait = async () => new Set((await read<Items<{ case_id: string }>>('/api/v1/inbox', { query: { box: 'todo', limit: kAllLines } })).items.map((one) => one.case_id))

/**
 * The rounds to which a firm still owes a return: they are in a state that takes returns, have published nothing yet (what is looked at
 * again takes corrections only), and the firm has made none.
 */
export function stillOwed<Round extends { id: string; state: string }>(rounds: Round[], taking: string[], published: Set<string>, answered: Set<string>): Round[] {
  return rounds.filter((round) => taking.includes(round.state) && !published.has(round.id) && !answered.has(round.id))
}

/** Rounds of statistics that still take returns, and to which the organisation has made none. */
export async function returnsDue(organisation: string): Promise<CaseLine[]> {
  const [rounds, published, returned] = await Promise.all([
    read<Items<CaseLine>>('/api/v1/cases', { query: { procedure: 'statistics-round', closed: 'false', limit: kAllLines } }),
    read<Items<{ id: string }>>('/api/v1/statistics', { query: { limit: kAllLines } }),
    read<Items<CaseLine & { parent?: string | null }>>('/api/v1/cases', { query: { procedure: 'statistics-return', organisation, limit: kAllLines } }),
  ])
  const taking = (await procedureOf('statistics-return')).parent_states
  const answered = returned.items.flatMap((one) => (one.parent ? [one.parent] : []))
  return stillOwed(rounds.items, taking, new Set(published.items.map((one) => one.id)), new Set(answered))
}
