import { describe, expect, it } from 'vitest'
import { byDay, lastOf, lineOf, monthAfter, weeksOf, type DueLine } from './calendar'

const due = (day: string, kind = 'check'): DueLine => ({ id: `${day}.${kind}.x`, kind, due_on: day, case_id: 'x', number: '', item_id: '', item: '', department: '', receiver_id: '', receiver: '', duty: '', year: 1 })

describe('the supervised-period calendar', () => {
  it('shows whole weeks from Monday', () => {
    const weeks = weeksOf('2026-11', [])
    expect(weeks.at(0)?.at(0)?.day).toBe('2026-10-26')
    expect(weeks.at(-1)?.at(-1)?.day).toBe('2026-12-06')
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks.flat().filter((day) => day.inMonth)).toHaveLength(30)
  })
  it('puts each line on its day', () => {
    const day = weeksOf('2026-11', [due('2026-11-09'), due('2026-11-10')]).flat().find((one) => one.day === '2026-11-09')
    expect(day?.lines).toHaveLength(1)
  })
  it('knows the ends of months and years', () => {
    expect(lastOf('2028-02')).toBe('2028-02-29')
    expect(monthAfter('2026-12', 1)).toBe('2027-01')
    expect(monthAfter('2027-01', -1)).toBe('2026-12')
  })
  it('has what was done on the day it was done', () => {
    const line = lineOf({ id: 'x', kind: 'checked', done_on: '2026-11-09', transfer_id: 't', number: '1', item_id: '', item: '统计', department: '', receiver_id: '', receiver: '', what: '按季发布', result: '', met: false })
    expect(line).toMatchObject({ due_on: '2026-11-09', case_id: 't', duty: '按季发布', met: false, year: 0 })
    expect(weeksOf('2026-11', [line]).flat().find((one) => one.day === '2026-11-09')?.lines).toHaveLength(1)
  })
  it('groups lines by day in order', () => {
    expect(byDay([due('2026-11-10'), due('2026-11-09'), due('2026-11-10', 'order')]).map((one) => [one.day, one.lines.length])).toEqual([
      ['2026-11-09', 1],
      ['2026-11-10', 2],
    ])
  })
})
