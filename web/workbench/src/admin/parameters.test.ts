import { expect, test } from 'vitest'
import type { Parameter, Procedure } from '@/policy'
import { leavesOf } from './parameters'

const condition = { check: 'count(form.members) >= params.min_members[form.group]' }
const procedure = { conditions: [condition], states: [] } as unknown as Procedure
const title = { zh: '最低会员数', en: 'least number of members' }
const values = [
  { from: '2006-03-01', to: null, value: { general: 50, favoured: 50 } },
  { from: '2012-11-22', to: null, value: { general: 50, favoured: 30 } },
]
const parameters = [{ id: 'min_members', title, unit: 'members', values }] as unknown as Parameter[]

test('the value in force is the newest that has begun', () => {
  const at = (day: string) => leavesOf(procedure, parameters, day).find((leaf) => leaf.id === 'min_members.favoured')?.value
  expect(at('2026-11-29')).toBe(30)
  expect(at('2012-11-21')).toBe(50)
  expect(at('2005-01-01')).toBeUndefined()
})
