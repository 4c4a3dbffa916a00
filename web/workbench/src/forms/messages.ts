// What is said beside a field with a fault, in the words of the pack's own labels.
import { knows, language, say, tell } from '@/language'
import type { FieldFault } from '@/api/problem'
import { echo, yuan } from '@/money'
import { kindOf, labelOf, type FormSchema } from './schema'
import type { Fault } from './validation'

function limitFor(schema: FormSchema | undefined, limit: unknown): string {
  if (typeof limit !== 'number') return String(limit ?? '')
  return schema && kindOf(schema) === 'money' ? `${yuan(limit)}${echo(limit, language() === 'en') ? `（${echo(limit, language() === 'en')}）` : ''}` : String(limit)
}

/** One fault of the page's own check as a sentence. */
export function sentence(fault: Fault, schema: FormSchema | undefined): string {
  const name = labelOf(schema, language(), fault.pointer.split('/').pop() ?? '')
  const kind = schema ? kindOf(schema) : null
  const specific = kind ? `form.fault.${fault.rule}-${kind}` : ''
  const values = { name, limit: limitFor(schema, fault.limit) }
  if (specific && knows(specific)) return tell(specific, values)
  const general = `form.fault.${fault.rule}`
  return tell(knows(general) ? general : 'form.fault.other', values)
}

export function refusalSentence(fault: FieldFault): string {
  return say(fault.says)
}

/** The schema of the member at a pointer. `schema` is resolved. */
export function memberAt(schema: FormSchema, pointer: string): FormSchema | undefined {
  let at: FormSchema | undefined = schema
  for (const part of pointer.split('/').slice(1)) at = at?.type === 'array' ? at.items : at?.properties?.[part]
  return at
}
