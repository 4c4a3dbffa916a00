import { describe, expect, it } from 'vitest'
import type { FormSchema } from '@/forms/schema'
import { broughtBy } from './brought'

const schema = { type: 'object', properties: { item: { type: 'string' }, years: { type: 'array' } } } as unknown as FormSchema

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
