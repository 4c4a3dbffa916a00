// Boards as the pack declares them and the API fills them.
import type { Text } from '@/api/texts'
import { say, tell } from '@/language'
import { echo, yuan } from '@/money'
import { language } from '@/language'

export interface ListLink {
  path: string // of the API: /cases
  query: Record<string, string>
}
export interface Figure {
  id: string
  title: Text
  value: number | null
  unit: Unit
  list?: ListLink | null
}
export type Unit = 'count' | 'fen' | 'days' | 'permille' | 'score'
export interface Chart {
  id: string
  title: Text
  kind: 'bar' | 'line' | 'pie' | 'stacked'
  unit: Unit
  categories: { key: string; title: Text }[]
  series: { id: string; title: Text; values: (number | null)[] }[]
  lists?: (ListLink | null)[] | null
  more: number // categories left out
  list?: ListLink | null // behind the whole chart
}
export interface Board {
  id: string
  title: Text
  as_of: string
  figures: Figure[]
  charts: Chart[]
}

/** A value as people read it: 98.5 %, 3,500 万元, 12 天. */
export function shown(value: number | null, unit: Unit): string {
  if (value === null) return '—'
  switch (unit) {
    case 'fen':
      return echo(value, language() === 'en') || tell('form.amountYuan', { amount: yuan(value) })
    case 'permille':
      return `${Math.floor(value / 10)}${value % 10 ? `.${value % 10}` : ''} %`
    case 'days':
      return tell('boards.days', { days: value.toLocaleString('en-US') })
    default:
      return value.toLocaleString('en-US')
  }
}

/** Lists with a page of their own. */
const kOwnPages: Record<string, string> = { '/cases': '/cases', '/inbox': '/inbox', '/supervision-due': '/supervision', '/function-inventory': '/functions/inventory' }

/** The page that shows what a number counts. */
export function pageOf(list: ListLink | null | undefined): { path: string; query: Record<string, string> } | null {
  if (!list) return null
  const path = list.path.replace(/^\/api\/v1/, '')
  const query = Object.fromEntries(Object.entries(list.query).map(([name, value]) => [name, String(value)]))
  return { path: kOwnPages[path] ?? `/lists${path}`, query }
}

/** What a chart shows, in one sentence, for those who don't see it. */
export function description(chart: Chart): string {
  const parts = chart.series.map((series) => `${say(series.title)}: ${chart.categories.map((category, at) => `${say(category.title)} ${shown(series.values[at] ?? null, chart.unit)}`).join(tell('boards.listComma'))}`)
  const more = chart.more ? tell('boards.more', { count: chart.more }) : ''
  return `${say(chart.title)}。${more}${parts.join('；')}`
}
