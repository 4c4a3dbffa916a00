// Every value that the API says a register may give has words in both languages, and the pack has those that it defines.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import document from '~api/openapi.json'
import type { FormSchema } from '@/forms/schema'
import { words } from '@/texts/words'
import { choiceFields, isChoice } from './choices'
import { registers } from './registers'
import { groupOf } from './words'

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  enum?: string[]
}
interface Valued {
  list: string
  member: string
  values: string[]
}

function answerOf(path: string): Schema {
  const operation = (document.paths as unknown as Record<string, { get?: { responses: Record<string, { content?: Record<string, { schema: Schema }> }> } }>)[path]?.get
  return operation?.responses['200']?.content?.['application/json']?.schema ?? {}
}
/** Every member with a fixed set of values, by the list it stands in; objects that wrap the entry aren't lists. */
function valuesIn(schema: Schema, list = ''): Valued[] {
  return Object.entries(schema.properties ?? {}).flatMap(([member, one]) => {
    if (one.enum) return [{ list, member, values: one.enum }]
    if (one.items?.enum) return [{ list, member, values: one.items.enum }]
    if (one.items) return valuesIn(one.items, member === 'items' ? '' : member)
    return valuesIn(one, list)
  })
}
const textsOf = (language: 'zh' | 'en') => (words[language] as unknown as { lists: { word: Record<string, Record<string, string>>; booking: Record<string, string> } }).lists
const valued = registers.flatMap((register) => [register.path, ...(register.entry ? [register.entry] : [])].flatMap((path) => valuesIn(answerOf(path)).map((one) => ({ ...one, register: register.id, path }))))

describe('the words of registers', () => {
  it('are asked for: the API has members with fixed values', () => expect(valued.length).toBeGreaterThan(15))

  it.each(valued)('$path: $list $member', ({ register, list, member, values }) => {
    const group = groupOf(register, list, member) ?? ''
    for (const language of ['zh', 'en'] as const)
      expect(values.filter((value) => !textsOf(language).word[group]?.[value]), `${language}: lists.word.${group}`).toEqual([])
  })

  it('name every booking of the ledger', () => {
    const bookings = valuesIn(answerOf('/api/v1/budget-lines/{id}/entries')).find((one) => one.member === 'booking')?.values ?? []
    expect(bookings.length).toBeGreaterThan(0)
    for (const language of ['zh', 'en'] as const) expect(bookings.filter((booking) => !textsOf(language).booking[booking])).toEqual([])
  })
})

describe('the choices of the pack', () => {
  const pack = resolve(__dirname, '../../../../policy/440600/2012-93')
  const sources = Object.entries(choiceFields).flatMap(([group, from]) => from.map((source) => [`${group} in ${source.procedure}`, group, source] as const))
  it.each(sources)('%s are named where they are sought', (_, group, { procedure, field, form }) => {
    const file = resolve(pack, 'procedures', `${procedure}.yaml`)
    expect(existsSync(file)).toBe(true)
    const own = (parse(readFileSync(file, 'utf8')) as { form: string }).form
    const schema = parse(readFileSync(resolve(pack, 'forms', `${form ?? own}.yaml`), 'utf8')) as FormSchema
    const property = schema.properties?.[field]
    const asked = property?.items ?? property
    expect(isChoice(group)).toBe(true)
    expect(asked?.enum?.length).toBeGreaterThan(0)
    for (const value of asked?.enum ?? []) expect(asked?.['x-choices']?.[String(value)]?.zh).toBeTruthy()
  })
})
