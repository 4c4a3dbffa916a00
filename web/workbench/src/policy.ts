// The policy as the API gives it: clauses, roles, verbs, procedures with their forms. Read once and kept, each version that a case was
// opened under for itself.
import { inject, provide, shallowReactive, type InjectionKey } from 'vue'
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

/** What a version of the policy says. */
export interface Rules {
  policy: Policy | null
  clauses: Map<string, Clause>
  roles: Map<string, Text>
}
interface Known extends Rules {
  procedures: ProcedureSummary[]
}
/** The newest version. */
export const known = shallowReactive<Known>({ policy: null, clauses: new Map(), roles: new Map(), procedures: [] })

function rulesIn(policy: Policy): Rules {
  return {
    policy,
    clauses: new Map(policy.clauses.map((clause) => [clause.id, clause])),
    roles: new Map(policy.roles.map((role) => [role.id, role.title])),
  }
}

let loading: Promise<void> | null = null

async function load(): Promise<void> {
  const [policy, procedures] = await Promise.all([
    read<Policy>('/api/v1/policy'),
    read<{ items: ProcedureSummary[] }>('/api/v1/procedures'),
  ])
  known.procedures = procedures.items
  Object.assign(known, rulesIn(policy))
}

/** Sees to it that `known` is filled; a failure is tried again at the next call. */
export function knowPolicy(): Promise<void> {
  loading ??= load().catch((trouble: unknown) => {
    loading = null
    throw trouble
  })
  return loading
}

const versions = shallowReactive(new Map<string, Rules>())
/** Sees to it that `rulesOf` knows the version. */
export async function knowVersion(version: string): Promise<void> {
  await knowPolicy()
  if (version === known.policy?.version || versions.has(version)) return
  versions.set(version, rulesIn(await read<Policy>('/api/v1/policy', { query: { version } })))
}
/** What the version says; the newest for '', and for one that isn't known. */
export function rulesOf(version: string): Rules {
  return versions.get(version) ?? known
}

const versionSpokenOf: InjectionKey<() => string> = Symbol('version of the policy')
/** Whatever stands below the component speaks of this version: what shows a case, of that of the case. */
export function speakOf(version: () => string): void {
  provide(versionSpokenOf, version)
}
/** The version that the component speaks of; '' is the newest. */
export function spokenOf(): () => string {
  return inject(versionSpokenOf, () => '')
}

const procedures = new Map<string, Promise<Procedure>>()
/** The procedure in that version of the policy: of a case, in its own. */
export function procedureOf(id: string, version = ''): Promise<Procedure> {
  const key = `${id} ${version}`
  let found = procedures.get(key)
  if (!found) {
    found = read<Procedure>('/api/v1/procedures/{id}', { path: { id }, query: { version } })
    found.catch(() => procedures.delete(key))
    procedures.set(key, found)
  }
  return found
}

export function roleTitle(id: string, version = ''): Text {
  return rulesOf(version).roles.get(id) ?? { zh: id, en: id }
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
