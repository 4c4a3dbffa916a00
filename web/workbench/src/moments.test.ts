import { describe, expect, it } from 'vitest'
import { dayOf, instantOf, lastInstantOf, moment } from './moments'

describe('local times of the city', () => {
  it('become instants', () => {
    expect(instantOf('2026-11-24T11:57')).toBe('2026-11-24T03:57:00.000Z')
    expect(instantOf('2026-01-01T07:59')).toBe('2025-12-31T23:59:00.000Z')
  })
  it('come back as they were entered', () => expect(moment(instantOf('2026-03-01T00:00'))).toBe('2026-03-01 00:00'))
  it('end a day in its last second', () => {
    expect(lastInstantOf('2026-11-24')).toBe('2026-11-24T15:59:59.000Z')
    expect(dayOf(lastInstantOf('2026-12-31'))).toBe('2026-12-31')
  })
})
