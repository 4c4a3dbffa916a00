// Every form of the policy pack can be shown: each member, however deep, has a field of ours.
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isReferenceWidget } from './references'
import { renderers } from './renderers'
import { kindOf, layoutOf, orderOf, resolved, type FormSchema } from './schema'

const folder = resolve(__dirname, '../../../../policy/440600/2012-93/forms')
const forms = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, schema: parse(readFileSync(resolve(folder, name), 'utf8')) as FormSchema }))

function membersWithoutField(schema: FormSchema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const at = `${path}/${name}`
    if (kindOf(member) === null) return [at]
    const below = member.type === 'array' ? member.items : member.type === 'object' ? member : undefined
    return below ? membersWithoutField(below, at) : []
  })
}

function widgets(schema: FormSchema): string[] {
  const own = schema['x-widget'] ? [schema['x-widget']] : []
  const members = Object.values(schema.properties ?? {}).flatMap(widgets)
  return [...own, ...members, ...(schema.items ? widgets(schema.items) : [])]
}

function idsWithoutWidget(schema: FormSchema, path = ''): string[] {
  const own = schema.format === 'uuid' && !schema['x-widget'] ? [path] : []
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => (one['x-widget'] === 'score-sheets' ? [] : idsWithoutWidget(one, `${path}/${name}`)))
  return [...own, ...below, ...(schema.items ? idsWithoutWidget(schema.items, path) : [])]
}

describe('the forms of the pack', () => {
  it('are there', () => expect(forms.length).toBeGreaterThan(50))

  it.each(forms)('$name has a field for every member', ({ schema }) => {
    expect(membersWithoutField(resolved(schema), '')).toEqual([])
  })

  it.each(forms)('$name offers a choice for every id', ({ schema }) => {
    expect(idsWithoutWidget(resolved(schema))).toEqual([])
  })

  it.each(forms)('$name names widgets that the page has', ({ schema }) => {
    const unknown = widgets(resolved(schema)).filter((one) => !isReferenceWidget(one) && one !== 'score-sheets' && one !== 'cards' && !one.startsWith('rubric:'))
    expect(unknown).toEqual([])
  })

  it.each(forms)('$name has exactly one renderer for each control', ({ schema }) => {
    const ready = resolved(schema)
    const context = { rootSchema: ready as never, config: {} }
    for (const element of layoutOf(ready).elements) {
      const ready_for = renderers.filter((one) => one.tester(element, ready as never, context) > 0)
      expect(ready_for).toHaveLength(1)
    }
  })
})

describe('a construct that no field shows', () => {
  it.each([
    ['a list of lists', { type: 'array', items: { type: 'array' } }],
    ['an unknown format', { type: 'string', format: 'ipv4' }],
    ['alternatives', { type: 'string', oneOf: [] } as FormSchema],
    ['free members of texts', { type: 'object', additionalProperties: { type: 'string' } }],
  ] as [string, FormSchema][])('%s is told', (_, schema) => expect(kindOf(schema)).toBeNull())
})

describe('the order of members', () => {
  it('follows x-order, and otherwise the pack', () => {
    const schema: FormSchema = { properties: { a: {}, b: { 'x-order': 1 }, c: {} } }
    expect(orderOf(schema)).toEqual(['b', 'a', 'c'])
    expect(orderOf({ ...schema, 'x-order': ['c'] })).toEqual(['c', 'a', 'b'])
  })
})
