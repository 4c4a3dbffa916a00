// What the server would refuse a form for, asked while it is being filled in: cross-checks as one types.
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { FieldFault } from '@/api/problem'
import type { Text } from '@/api/texts'
import { pruned } from './pointers'

const kPauseMs = 600

export interface CheckedCondition {
  field: string // JSON pointer: /form/members
  rule: string
  says: Text
  cites: string[]
  holds: boolean
  decided: boolean // false while a field that it looks at isn't filled in
}
export interface CheckedFault {
  field: string
  rule: string
  says: Text
  cites: string[]
}
export interface Checked {
  faults: CheckedFault[]
  conditions: CheckedCondition[]
}
export type Standing = 'met' | 'unmet' | 'open'

export interface Checks {
  conditions: ShallowRef<CheckedCondition[]>
  standing: (rule: string) => Standing
  objections: ComputedRef<CheckedFault[]> // what stands against opening the case at all
  unmet: ComputedRef<FieldFault[]> // conditions that fail as the form stands, as faults of their fields
}

/** Asks again when the form has rested for a moment; an answer that came late is left. While nobody answers, all stand open. */
export function useChecks(form: () => Record<string, unknown> | null, ask: (form: unknown) => Promise<Checked>): Checks {
  const conditions = shallowRef<CheckedCondition[]>([])
  const faults = shallowRef<CheckedFault[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function check(now: Record<string, unknown>): Promise<void> {
    const mine = ++asked
    const answer = await ask(pruned(now)).catch(() => null)
    if (mine !== asked) return
    conditions.value = answer?.conditions ?? []
    faults.value = answer?.faults ?? []
  }
  watch(
    form,
    (now) => {
      clearTimeout(timer)
      if (now) timer = setTimeout(() => void check(now), kPauseMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  function standing(rule: string): Standing {
    const of = conditions.value.filter((one) => one.rule === rule)
    if (of.some((one) => one.decided && !one.holds)) return 'unmet'
    return of.length === 0 || of.some((one) => !one.decided) ? 'open' : 'met'
  }
  const unmet = computed(() =>
    conditions.value.filter((one) => one.decided && !one.holds).map((one) => ({ field: one.field, rule: one.rule, clause: one.cites[0] ?? '', says: one.says })),
  )
  const objections = computed(() => faults.value.filter((one) => one.field === '/procedure'))
  return { conditions, objections, standing, unmet }
}
