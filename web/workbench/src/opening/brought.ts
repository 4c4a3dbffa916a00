// What the way to a form brings along: ?item=… fills the member of that name.
import type { FormSchema } from '@/forms/schema'

/** Texts of the query that are members of the form; anything else stays away. */
export function broughtBy(query: Record<string, unknown>, schema: FormSchema | null | undefined): Record<string, string> {
  const members = schema?.properties ?? {}
  return Object.fromEntries(Object.entries(query).filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '' && members[one[0]]?.type === 'string'))
}
