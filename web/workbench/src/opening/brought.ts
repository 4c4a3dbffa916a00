// What the way to a form brings along: ?item=… fills the member of that name.
import type { FormSchema } from '@/forms/schema'

const kId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Texts of the query that are members of the form; anything else stays away. */
export function broughtBy(query: Record<string, unknown>, schema: FormSchema | null | undefined): Record<string, string> {
  const members = schema?.properties ?? {}
  return Object.fromEntries(Object.entries(query).filter((one): one is [string, string] => typeof one[1] === 'string' && one[1] !== '' && members[one[0]]?.type === 'string'))
}

/** Those of them that are ids: what the case is about. */
export function about(brought: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(brought).filter(([, value]) => kId.test(value)))
}

/** Under what a draft is kept: a form is begun once for each thing it is about. */
export function draftKey(procedure: string, parent: string, brought: Record<string, string>): string {
  return ['open', procedure, parent, ...Object.entries(about(brought)).map(([name, id]) => `${name}-${id}`)].filter(Boolean).join(':')
}

/** The way back to a draft; null for one that begins no case. */
export function wayTo(key: string): { procedure: string; query: Record<string, string> } | null {
  const [kind, procedure, ...rest] = key.split(':')
  if (kind !== 'open' || !procedure) return null
  const query = rest.map((part) => {
    const named = /^([a-z_]+)-(.+)$/.exec(part)
    return named?.[1] && named[2] && kId.test(named[2]) ? [named[1], named[2]] : ['parent', part]
  })
  return { procedure, query: Object.fromEntries(query) as Record<string, string> }
}
