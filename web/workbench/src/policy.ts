// The policy as the API gives it: clauses, roles, verbs, procedures with their forms. Read once and kept.
import { shallowReactive } from 'vue'
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import type { FormSchema } from '@/forms/schema'
import { role } from '@/shell/session'

export interface Clause {
  id: string
  source: string
  says: Text
}
export interface Verb {
  id: string
  title: Text
  form: FormSchema | null
}
export interface Parameter {
  id: string
  title: Text
  unit: string
  cites: string[]
  standing: string
  values: { from: string; to: string | null; value: unknown }[]
}
export interface Policy {
  id: string
  version: string
  title: Text
  division: string
  in_force_from: string
  clauses: Clause[]
  parameters: Parameter[]
  roles: { id: string; title: Text; decides: boolean }[]
  verbs: Verb[]
}

export interface Condition {
  rule: string
  check: string
  field: string
  says: Text
  cites: string[]
}
export interface ActionRule {
  id: string
  title: Text
  by: string[]
  form: string
  amends: boolean
  conditions: Condition[]
  to: string
  may_lead_to: string[]
  decides: boolean
  cites: string[]
}
export interface StateRule {
  id: string
  title: Text
  applicant_title: Text
  public_title: Text
  final: boolean
  actions: ActionRule[]
  clock?: { id: string; limit: string; unit: string; cites: string[] }
}
export interface MaterialKind {
  id: string
  title: Text
  required: boolean
  types: string[]
  size_max_bytes: number
}
export interface ProcedureSummary {
  id: string
  title: Text
  cites: string[]
  opened_by: string[]
  form: string
  parent: string
  /** It may be opened without one too. */
  parent_optional?: boolean
}
export interface Procedure extends ProcedureSummary {
  pack: string
  conditions: Condition[]
  materials: MaterialKind[]
  initial: string
  states: StateRule[]
  parent_states: string[]
  forms: Record<string, FormSchema>
}

interface Known {
  policy: Policy | null
  clauses: Map<string, Clause>
  roles: Map<string, Text>
  procedures: ProcedureSummary[]
}
export const known = shallowReactive<Known>({ policy: null, clauses: new Map(), roles: new Map(), procedures: [] })

let loading: Promise<void> | null = null

async function load(): Promise<void> {
  const [policy, procedures] = await Promise.all([
    read<Policy>('/api/v1/policy'),
    read<{ items: ProcedureSummary[] }>('/api/v1/procedures'),
  ])
  known.clauses = new Map(policy.clauses.map((clause) => [clause.id, clause]))
  known.roles = new Map(policy.roles.map((role) => [role.id, role.title]))
  known.procedures = procedures.items
  known.policy = policy
}

/** Sees to it that `known` is filled; a failure is tried again at the next call. */
export function knowPolicy(): Promise<void> {
  loading ??= load().catch((trouble: unknown) => {
    loading = null
    throw trouble
  })
  return loading
}

const procedures = new Map<string, Promise<Procedure>>()
export function procedureOf(id: string): Promise<Procedure> {
  let found = procedures.get(id)
  if (!found) {
    found = read<Procedure>('/api/v1/procedures/{id}', { path: { id } })
    found.catch(() => procedures.delete(id))
    procedures.set(id, found)
  }
  return found
}

export function roleTitle(id: string): Text {
  return known.roles.get(id) ?? { zh: id, en: id }
}
export function procedureTitle(id: string): Text {
  return known.procedures.find((one) => one.id === id)?.title ?? { zh: id, en: id }
}

/** Whether the office in use opens cases of the procedure. */
export function opens(id: string): boolean {
  return known.procedures.some((one) => one.id === id && one.opened_by.includes(role.value))
}

/** Procedures whose cases may come in as a list, and which the office in use opens: the pack's parameter import_procedures. */
export function importable(): string[] {
  const allowed = known.policy?.parameters.find((one) => one.id === 'import_procedures')?.values.at(-1)?.value
  if (typeof allowed !== 'object' || allowed === null) return []
  return Object.keys(allowed).filter(opens)
}
