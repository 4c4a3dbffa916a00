// The portal's addresses, and those of things that the served city has.
import type { APIRequestContext } from '@playwright/test'

export const plainPages = [
  '/',
  '/guide',
  '/guide/association-registration',
  '/guide/association-registration/form',
  '/guide/association-registration/sample',
  '/guide/association-registration/materials/charter',
  '/guide/association-registration/materials/charter/sample',
  '/guide/objection',
  '/associations',
  '/eligible',
  '/credit-lists',
  '/committees',
  '/names',
  '/names?name=佛山市中国陶瓷学会&division=440600&kind=trade_association&industry=30',
  '/names?name=佛山市陶瓷行业协会&division=440600&kind=trade_association&industry=30',
  '/catalogues',
  '/functions',
  '/function-batches',
  '/function-plans',
  '/apply',
  '/results',
  '/statistics',
  '/services',
  '/notices',
  '/opportunities',
  '/contracts',
  '/evaluations',
  '/cases',
  '/policy',
  '/policy/三(二)2',
  '/transparency',
  '/verify',
  '/data',
  '/complaints',
  '/progress',
  '/search?q=陶瓷',
  '/nothing-here',
]

interface Listed {
  items: { id: string }[]
}

/** Pages on one thing each, of what the city's registers hold. */
export async function pagesOfThings(request: APIRequestContext): Promise<string[]> {
  const lists: Record<string, string> = {
    associations: '/associations',
    functions: '/functions',
    'service-items': '/services',
    contracts: '/contracts',
    notices: '/notices',
    cases: '/cases',
  }
  const out: string[] = []
  for (const [list, page] of Object.entries(lists)) {
    const found = (await (await request.get(`/api/v1/${list}?limit=1`)).json()) as Listed
    for (const item of found.items) out.push(`${page}/${item.id}`)
  }
  return [...out, `/verify/${await loggedAct(request)}`]
}

/** An act that has its place in the log. */
export async function loggedAct(request: APIRequestContext): Promise<string> {
  const feed = (await (await request.get('/api/v1/feed?limit=1')).json()) as { items: { act_id: string }[] }
  const first = feed.items[0]
  if (!first) throw new Error('the city has no act in its log')
  return first.act_id
}

export const english = (path: string) => (path === '/' ? '/en' : `/en${path}`)
