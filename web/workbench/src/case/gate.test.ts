import { describe, expect, it } from 'vitest'
import { gateWarning, type EligibilityTerms } from './gate'

const warning = { zh: '可能构成不合理限制', en: 'may be unlawful' }
const gate: EligibilityTerms = { effect: 'gate', gate_doubtful_from_fen: 400_000_000, warning }
const purchase = (amount_fen: unknown, closed_at: string | null = null) => ({ procedure: 'service-purchase', closed_at, form: { amount_fen } })

describe('the eligibility list as a gate', () => {
  it('is warned of where a purchase reaches the amount of a tender', () => {
    expect(gateWarning(gate, purchase(400_000_000))).toEqual(warning)
    expect(gateWarning(gate, purchase(399_999_999))).toBeNull()
  })
  it('is nothing to be warned of where the list is a priority, the purchase is over or nothing is bought', () => {
    expect(gateWarning({ effect: 'priority' }, purchase(900_000_000))).toBeNull()
    expect(gateWarning(gate, purchase(900_000_000, '2026-09-21T01:00:00Z'))).toBeNull()
    expect(gateWarning(gate, { ...purchase(900_000_000), procedure: 'function-transfer' })).toBeNull()
    expect(gateWarning(gate, purchase(undefined))).toBeNull()
  })
})
