// Titles of the milestones that bookings mention by id only. The contract has them; asked once, shown when they come.
import { shallowReactive } from 'vue'
import { read } from '@/api/client'

interface Milestone {
  id: string
  title: string
}
const contracts = shallowReactive(new Map<string, Milestone[]>())
const asked = new Set<string>()

/** The id itself where the case has no such milestone, or none that one may read. */
export function milestoneTitle(contract: string, id: string | null | undefined): string {
  if (!id) return ''
  if (!asked.has(contract)) {
    asked.add(contract)
    read<{ milestones: Milestone[] }>('/api/v1/contracts/{id}', { path: { id: contract } })
      .then((answer) => contracts.set(contract, answer.milestones))
      .catch(() => contracts.set(contract, []))
  }
  const known = contracts.get(contract)
  return known ? (known.find((one) => one.id === id)?.title ?? id) : ''
}
