// One case on the page: read together, read again when something happened, and told when somebody else changed it.
import { shallowRef, type ShallowRef } from 'vue'
import { read } from '@/api/client'
import type { Problem } from '@/api/problem'
import type { FormSchema } from '@/forms/schema'
import { knowVersion, procedureOf, rulesOf, type Procedure, type Verb } from '@/policy'
import { problemFrom } from '@/shell/refusal'
import type { Act, ActionState, CaseView } from './model'

export interface OpenCase {
  view: ShallowRef<CaseView | null>
  acts: ShallowRef<Act[]>
  actions: ShallowRef<ActionState[]>
  procedure: ShallowRef<Procedure | null>
  problem: ShallowRef<Problem | null>
  busy: ShallowRef<boolean>
  outdated: ShallowRef<boolean> // somebody else has acted since it was read
  load: () => Promise<void>
  look: () => Promise<void>
}

export function openCase(id: string): OpenCase {
  const view = shallowRef<CaseView | null>(null)
  const acts = shallowRef<Act[]>([])
  const actions = shallowRef<ActionState[]>([])
  const procedure = shallowRef<Procedure | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = shallowRef(false)
  const outdated = shallowRef(false)

  async function load(): Promise<void> {
    busy.value = true
    try {
      const at = { path: { id } }
      const [theCase, history, possible] = await Promise.all([
        read<CaseView>('/api/v1/cases/{id}', at),
        read<{ items: Act[] }>('/api/v1/cases/{id}/acts', { ...at, query: { limit: 500 } }),
        read<{ actions: ActionState[] }>('/api/v1/cases/{id}/actions', at),
      ])
      const [rules] = await Promise.all([procedureOf(theCase.procedure, theCase.pack), knowVersion(theCase.pack)])
      procedure.value = rules
      acts.value = history.items
      actions.value = possible.actions
      view.value = theCase
      outdated.value = false
      problem.value = null
    } catch (trouble) {
      problem.value = problemFrom(trouble)
    } finally {
      busy.value = false
    }
  }

  /** Has the case moved on? Nothing on the page changes by itself: a form may be open. */
  async function look(): Promise<void> {
    const now = await read<CaseView>('/api/v1/cases/{id}', { path: { id } }).catch(() => null)
    if (now && view.value && now.version !== view.value.version) outdated.value = true
  }

  return { view, acts, actions, procedure, problem, busy, outdated, load, look }
}

/** Where the procedure is drawn, with the step marked. */
export function diagramOf(procedure: Procedure, state: string): string {
  const query = new URLSearchParams({ state, version: procedure.pack })
  return `/api/v1/procedures/${encodeURIComponent(procedure.id)}/diagram.svg?${query.toString()}`
}

/** The approval verb of that id, in the version of the policy that the procedure is of. */
export function verbOf(procedure: Procedure | null, id: string): Verb | null {
  return rulesOf(procedure?.pack ?? '').policy?.verbs.find((one) => one.id === id) ?? null
}

/** The form that an action of a case takes; null where it takes none or the page doesn't know it. */
export function formOf(procedure: Procedure | null, action: string, from: string | null): FormSchema | null {
  if (!procedure) return null
  const state = procedure.states.find((one) => one.id === from)
  const rule = state?.actions.find((one) => one.id === action) ?? procedure.states.flatMap((one) => one.actions).find((one) => one.id === action)
  if (rule) return procedure.forms[rule.form] ?? null
  const verb = verbOf(procedure, action)
  return verb ? verb.form : (procedure.forms[procedure.form] ?? null)
}
