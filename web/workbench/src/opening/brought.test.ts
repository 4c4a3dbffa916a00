import { describe, expect, it } from 'vitest'
import type { FormSchema } from '@/forms/schema'
import { broughtBy, draftKey, wayTo } from './brought'

const schema = { type: 'object', properties: { item: { type: 'string' }, name: { type: 'string' }, years: { type: 'array' } } } as unknown as FormSchema
const id = '0190c17a-1a80-7617-a484-ea8c19b2857d'
const other = '0190c17a-1a80-7617-a484-ea8c19b2857e'

describe('what the way to a form brings along', () => {
  it('are the members of the form that are texts', () => {
    expect(broughtBy({ item: 'a', parent: 'b', years: '2020' }, schema)).toEqual({ item: 'a' })
  })
  it('is nothing where nothing is named, or named twice', () => {
    expect(broughtBy({ item: '' }, schema)).toEqual({})
    expect(broughtBy({ item: ['a', 'b'] }, schema)).toEqual({})
    expect(broughtBy({ item: 'a' }, null)).toEqual({})
  })
})

describe('a draft', () => {
  it('is kept for what the case is about, whatever else was brought along', () => {
    expect(draftKey('credit-rating', '', { item: id })).toBe(`open:credit-rating:item-${id}`)
    expect(draftKey('association-registration', '', { name: '佛山市示例行业协会' })).toBe('open:association-registration')
    expect(draftKey('objection', other, {})).toBe(`open:objection:${other}`)
  })
  it('is found again by its key', () => {
    expect(wayTo(draftKey('credit-rating', '', { item: id }))).toEqual({ procedure: 'credit-rating', query: { item: id } })
    expect(wayTo(draftKey('objection', other, { item: id }))).toEqual({ procedure: 'objection', query: { parent: other, item: id } })
    expect(wayTo('open:association-registration')).toEqual({ procedure: 'association-registration', query: {} })
    expect(wayTo('act:0190:accept')).toBeNull()
  })
})
