import { describe, expect, it } from 'vitest'
import { sentence } from './messages'
import { pathOf, pointerOf, pruned, valueAt } from './pointers'
import { rowsFrom } from './pasted'
import type { FormSchema } from './schema'
import { faultsOf } from './validation'

const schema: FormSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'members'],
  properties: {
    name: { type: 'string', minLength: 2, 'x-title': { zh: '名称', en: 'name' } },
    fee_fen: { type: 'integer', minimum: 100, 'x-unit': 'fen', 'x-title': { zh: '费用（分）', en: 'fee' } },
    few: { type: 'boolean' },
    few_reason: { type: 'string' },
    on: { type: 'string', format: 'day' },
    members: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'credit_code'],
        properties: { name: { type: 'string' }, credit_code: { type: 'string', format: 'credit-code' }, founder: { type: 'boolean' } },
      },
    },
  },
  dependencies: { few_reason: ['few'] },
}
const good = { name: '协会', members: [{ name: '甲公司', credit_code: '91440600MADEMA019D' }] }
const rules = (value: unknown) => faultsOf(schema, value).map((fault) => `${fault.pointer} ${fault.rule}`)

describe('checking a form', () => {
  it('lets a good one pass', () => expect(rules(good)).toEqual([]))
  it('names a missing member by its own pointer', () => expect(rules({ members: good.members })).toEqual(['/name required']))
  it('names a missing member of a row', () => expect(rules({ ...good, members: [{ name: '甲' }] })).toEqual(['/members/0/credit_code required']))
  it('checks the credit code in a row', () => expect(rules({ ...good, members: [{ name: '甲', credit_code: '91440600MADEMA019E' }] })).toEqual(['/members/0/credit_code credit-code']))
  it('tells a member that the form does not have', () => expect(rules({ ...good, colour: 'red' })).toEqual(['/colour unknown-field']))
  it('wants what another member depends on', () => expect(rules({ ...good, few_reason: '少' })).toEqual(['/few dependencies']))
  it('wants days written as days', () => expect(rules({ ...good, on: '2026-13-01' })).toEqual(['/on format']))
  it('keeps the limit for the sentence', () => expect(faultsOf(schema, { ...good, fee_fen: 1 })[0]?.limit).toBe(100))
})

describe('the sentence beside a field', () => {
  it('says money in yuan', () => {
    const fault = faultsOf(schema, { ...good, fee_fen: 1 })[0]
    expect(fault && sentence(fault, schema.properties?.fee_fen)).toContain('1.00')
  })
})

describe('pointers', () => {
  it('become paths and back', () => {
    expect(pathOf('/members/0/name')).toBe('members.0.name')
    expect(pointerOf('members.0.name')).toBe('/members/0/name')
    expect(pathOf('/a~1b/c~0d')).toBe('a/b.c~d')
  })
  it('find values', () => {
    expect(valueAt(good, '/members/0/name')).toBe('甲公司')
    expect(valueAt(good, '/members/4/name')).toBeUndefined()
  })
  it('leave out what is empty, and nothing else', () => expect(pruned({ a: '', b: 0, c: false, d: [], e: null, f: { g: '' } })).toEqual({ b: 0, c: false, d: [], f: {} }))
})

describe('rows pasted from a spreadsheet', () => {
  const item = schema.properties?.members?.items ?? {}
  it('take cells in the order of the columns', () => {
    expect(rowsFrom('甲公司\t91440600madema019d\t是\n\n乙公司\t\t否', item)).toEqual([
      { name: '甲公司', credit_code: '91440600MADEMA019D', founder: true },
      { name: '乙公司', founder: false },
    ])
  })
})
