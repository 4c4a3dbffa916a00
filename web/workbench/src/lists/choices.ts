// Titles of choices and codes that the policy pack gives: another city has others. Asked once, shown when they come.
import { shallowReactive } from 'vue'
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import { say } from '@/language'
import { procedureOf } from '@/policy'

interface Source {
  procedure: string
  field: string
  form?: string
}
/** Where the pack says what a choice is called: the field of the form that opens a procedure, or of another form of it. */
export const choiceFields: Record<string, Source[]> = {
  kind: [{ procedure: 'association-registration', field: 'kind' }],
  record: [{ procedure: 'register-record', field: 'kind' }],
  conclusion: [{ procedure: 'annual-report', field: 'conclusion', form: 'report-conclusion' }],
  cause: [
    { procedure: 'abnormal-listing', field: 'cause' },
    { procedure: 'serious-listing', field: 'cause' },
  ],
  measure: [{ procedure: 'penalty', field: 'measures', form: 'penalty-draft' }],
  listing_ground: [{ procedure: 'eligibility-removal', field: 'ground' }],
  service_class: [{ procedure: 'service-item', field: 'class' }],
  function_kind: [{ procedure: 'function-inventory', field: 'kind' }],
  function_power: [{ procedure: 'function-inventory', field: 'power' }],
  disposal: [{ procedure: 'function-item', field: 'disposal' }],
  method: [{ procedure: 'service-purchase', field: 'method' }],
  grade_of_service: [{ procedure: 'function-rating', field: 'grade' }],
}

const titles = shallowReactive(new Map<string, Record<string, Text>>())
const rows = shallowReactive(new Map<string, Text>())
const asked = new Set<string>()

function askOnce(key: string, ask: () => Promise<unknown>): void {
  if (asked.has(key)) return
  asked.add(key)
  ask().catch(() => asked.delete(key))
}

export function isChoice(group: string): boolean {
  return group in choiceFields
}

/** '' until it is known; the value itself where the pack doesn't know it. */
export function choiceOf(group: string, value: string): string {
  const known = titles.get(group)
  if (known) return say(known[value]) || value
  const from = choiceFields[group]
  if (from)
    askOnce(group, async () => {
      const found = await Promise.all(
        from.map(async (source) => {
          const procedure = await procedureOf(source.procedure)
          const asked = procedure.forms[source.form ?? procedure.form]?.properties?.[source.field]
          return (asked?.items ?? asked)?.['x-choices'] ?? {}
        }),
      )
      titles.set(group, Object.assign({}, ...found) as Record<string, Text>)
    })
  return ''
}

/** The words of all values that are known by now. */
export function choicesOf(group: string): Record<string, string> {
  return Object.fromEntries(Object.entries(titles.get(group) ?? {}).map(([value, title]) => [value, say(title)]))
}

/** What a code of a catalogue stands for; '' until it is known and where the catalogue doesn't have it. */
export function rowOf(catalogue: string, code: string): string {
  const key = `${catalogue} ${code}`
  askOnce(key, async () => {
    const found = await read<{ items: { code: string; name: Text }[] }>('/api/v1/policy/catalogues/{id}', { path: { id: catalogue }, query: { q: code } })
    const row = found.items.find((one) => one.code === code)
    if (row) rows.set(key, row.name)
  })
  return say(rows.get(key))
}
