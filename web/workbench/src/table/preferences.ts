// What a person keeps of tables: which columns, and views of filters under a name. Kept on the server, per account.
import { shallowReactive } from 'vue'
import { put, read } from '@/api/client'
import type { Preferences } from '@/forms/phrases'
import { session } from '@/shell/session'

export interface SavedView {
  name: string
  query: Record<string, string>
}
interface Kept {
  columns: Record<string, string[]>
  views: Record<string, SavedView[]>
}
export const kept = shallowReactive<Kept>({ columns: {}, views: {} })
let knownFor = ''

function below(items: Preferences['items'], start: string, member: string): Record<string, never[]> {
  const out: Record<string, never[]> = {}
  for (const [name, value] of Object.entries(items)) if (name.startsWith(start) && Array.isArray(value[member])) out[name.slice(start.length)] = value[member] as never[]
  return out
}

export async function knowTables(): Promise<void> {
  const account = session.who?.account ?? ''
  if (knownFor === account) return
  const { items } = await read<Preferences>('/api/v1/preferences')
  kept.columns = below(items, 'columns.', 'columns')
  kept.views = below(items, 'views.', 'views')
  knownFor = account
}

export async function keepColumns(table: string, columns: string[]): Promise<void> {
  kept.columns = { ...kept.columns, [table]: columns }
  await put('/api/v1/preferences/{name}', { path: { name: `columns.${table}` }, body: { columns } })
}
export async function keepViews(table: string, views: SavedView[]): Promise<void> {
  kept.views = { ...kept.views, [table]: views }
  await put('/api/v1/preferences/{name}', { path: { name: `views.${table}` }, body: { views } })
}
