// Where the eligibility list is a gate, a purchase large enough for a tender may shut suppliers out unlawfully.
import type { Text } from '@/api/texts'

export interface EligibilityTerms {
  effect: string // reference, priority or gate
  gate_doubtful_from_fen?: number | null
  warning?: Text | null
}
/** Procedures that choose who takes on a service for money. */
const kChoosing = ['service-purchase']

interface Chosen {
  procedure: string
  closed_at: string | null
  form?: unknown
}
export function mayBeGated(one: Chosen): boolean {
  return kChoosing.includes(one.procedure) && one.closed_at === null
}
/** null where there is nothing to be warned of. */
export function gateWarning(terms: EligibilityTerms, one: Chosen): Text | null {
  const amount = (one.form as { amount_fen?: unknown } | null | undefined)?.amount_fen
  if (terms.effect !== 'gate' || !mayBeGated(one) || typeof amount !== 'number') return null
  return amount >= (terms.gate_doubtful_from_fen ?? 0) ? (terms.warning ?? null) : null
}
