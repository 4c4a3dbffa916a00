// 常用意见: a person's own phrases, kept in their preferences.
import { shallowRef } from 'vue'
import { put, read } from '@/api/client'
import { session } from '@/shell/session'

export const phrases = shallowRef<string[]>([])
let known = ''

export interface Preferences {
  items: Record<string, Record<string, unknown>>
}

export async function knowPhrases(): Promise<void> {
  const account = session.who?.account ?? ''
  if (known === account) return
  const answer = await read<Preferences>('/api/v1/preferences')
  const kept = answer.items.phrases?.phrases
  phrases.value = Array.isArray(kept) ? kept.map(String) : []
  known = account
}

export async function keepPhrases(next: string[]): Promise<void> {
  await put('/api/v1/preferences/{name}', { path: { name: 'phrases' }, body: { phrases: next } })
  phrases.value = next
}
