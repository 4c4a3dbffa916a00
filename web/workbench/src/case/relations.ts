// Who signs a step: a role of the pack, or somebody by their relation to the case (applicant, panel, contractor).
import { knows, say, tell } from '@/language'
import { roleTitle, rulesOf } from '@/policy'

export function relationTitle(signer: string, version = ''): string {
  const key = `case.relation.${signer}`
  return rulesOf(version).roles.has(signer) || !knows(key) ? say(roleTitle(signer, version)) : tell(key)
}
