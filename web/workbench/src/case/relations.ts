// Who signs a step: a role of the pack, or somebody by their relation to the case (applicant, panel, contractor).
import { knows, say, tell } from '@/language'
import { known, roleTitle } from '@/policy'

export function relationTitle(signer: string): string {
  const key = `case.relation.${signer}`
  return known.roles.has(signer) || !knows(key) ? say(roleTitle(signer)) : tell(key)
}
