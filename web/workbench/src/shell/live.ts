// The office's event stream: says when something changed. It carries no content, so a page asks anew what it shows.
import { onScopeDispose, reactive } from 'vue'
import { session } from '@/shell/session'

export type LiveState = 'off' | 'open' | 'broken'
export const live = reactive<{ state: LiveState }>({ state: 'off' })

type Listener = (event: string, content: unknown) => void
const listeners = new Set<Listener>()
let source: EventSource | null = null
let office = ''

/** Names of the events that offices are sent. */
const kEvents = ['case-changed', 'card', 'notice-published', 'document-issued', 'export']

function tell(event: string, content: string): void {
  let value: unknown = null
  try {
    value = JSON.parse(content)
  } catch {
    value = content
  }
  for (const listener of listeners) listener(event, value)
}

/** Follows the office in use; called again whenever it may have changed. */
export function followOffice(): void {
  const wanted = session.who?.office ?? ''
  if (wanted === office && source) return
  source?.close()
  source = null
  office = wanted
  live.state = 'off'
  if (!wanted) return
  source = new EventSource('/api/v1/inbox/events')
  source.onopen = () => {
    live.state = 'open'
  }
  source.onerror = () => {
    live.state = 'broken'
  }
  for (const name of kEvents) source.addEventListener(name, (event) => tell(name, (event as MessageEvent<string>).data))
  source.onmessage = (event: MessageEvent<string>) => tell('message', event.data)
}

/** Calls `then` for each event while the calling component lives. */
export function onLive(then: Listener): void {
  listeners.add(then)
  onScopeDispose(() => listeners.delete(then))
}
