import { describe, expect, it } from 'vitest'
import { lightOf } from './tone'
import { sameKind, type InboxLine } from './lines'

const today = '2026-11-24'
describe('the urgency light', () => {
  it.each([
    [{ due_on: null }, 'idle', '无时限'],
    [{ due_on: '2026-11-30', card: 'calm', working_days_left: 4 }, 'calm', '剩 4 个工作日'],
    [{ due_on: '2026-11-27', card: 'yellow', working_days_left: 3 }, 'yellow', '剩 3 个工作日'],
    [{ due_on: '2026-11-24', card: 'calm', working_days_left: 0 }, 'yellow', '今天到期'],
    [{ due_on: '2026-11-20', card: 'red' }, 'red', '超期 4 天'],
    [{ due_on: '2026-11-20', card: 'calm' }, 'red', '超期 4 天'],
    [{ due_on: '2026-12-30' }, 'calm', '2026-12-30 到期'],
  ])('%o is %s: %s', (due, tone, words) => expect(lightOf(due, today)).toEqual({ tone, words }))
})

describe('cases that may be acted on together', () => {
  const line = (procedure: string, state: string) => ({ procedure, state }) as InboxLine
  it('stand at one step of one procedure', () => expect(sameKind([line('a', 's'), line('a', 's')])).toBe(true))
  it('do not stand at different steps', () => expect(sameKind([line('a', 's'), line('a', 't')])).toBe(false))
  it('are not of different procedures', () => expect(sameKind([line('a', 's'), line('b', 's')])).toBe(false))
  it('are not of different versions of the policy', () => expect(sameKind([line('a', 's'), { ...line('a', 's'), pack_version: '2.0.0' }])).toBe(false))
  it('are at least one', () => expect(sameKind([])).toBe(false))
})
