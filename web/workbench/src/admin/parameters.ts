// The numbers that a procedure's conditions read, so that one may ask what others would have done.
import type { Text } from '@/api/texts'
import { today } from '@/moments'
import type { Parameter, Procedure } from '@/policy'

export interface ParameterLeaf {
  id: string // min_members.favoured
  title: Text
  unit: string
  value: number // in force today
}

function namesRead(procedure: Procedure): Set<string> {
  const checks = [...procedure.conditions, ...procedure.states.flatMap((state) => state.actions.flatMap((action) => action.conditions))].map((condition) => condition.check)
  const names = new Set<string>()
  for (const check of checks) for (const found of check.matchAll(/params\.([a-z0-9_]+)/g)) if (found[1]) names.add(found[1])
  return names
}

function leaves(parameter: Parameter, value: unknown, id: string, out: ParameterLeaf[]): void {
  if (typeof value === 'number') out.push({ id, title: parameter.title, unit: parameter.unit, value })
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) for (const [name, one] of Object.entries(value)) leaves(parameter, one, `${id}.${name}`, out)
}

/** Every number of the parameters that the procedure's conditions mention, as in force on a day. */
export function leavesOf(procedure: Procedure, parameters: readonly Parameter[], day: string = today()): ParameterLeaf[] {
  const read = namesRead(procedure)
  const out: ParameterLeaf[] = []
  for (const parameter of parameters) {
    if (!read.has(parameter.id)) continue
    // A later value takes the place of an earlier one that names no end.
    const now = parameter.values.filter((dated) => dated.from <= day && (dated.to === null || day <= dated.to)).at(-1)
    if (now) leaves(parameter, now.value, parameter.id, out)
  }
  return out
}
