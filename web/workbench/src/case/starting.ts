// What the form of an act begins with.
import type { FormSchema } from '@/forms/schema'
import type { ActionRule } from '@/policy'
import type { CaseView } from './model'

/** An act that amends the case begins with the case's own form, so that only what is wrong need be mended. */
export function startOf(theCase: CaseView, rule: ActionRule | null, schema: FormSchema | null): Record<string, unknown> {
  if (!rule?.amends || !schema?.properties) return {}
  return Object.fromEntries(Object.entries(theCase.form).filter(([name]) => name in (schema.properties ?? {})))
}
