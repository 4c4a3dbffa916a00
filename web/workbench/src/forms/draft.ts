// Drafts: saved as one types, on the server and, while that can't be reached, in the browser. A second tab or person on the
// same draft is told; nothing is overwritten unseen.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { put, read, remove } from '@/api/client'
import { session } from '@/shell/session'
import { problemFrom } from '@/shell/refusal'

const kPauseMs = 1500

export type DraftState = 'none' | 'unsaved' | 'saving' | 'saved' | 'kept-here' | 'conflict'

interface Stored {
  form: Record<string, unknown>
  saved_at: string
  version: number
}

export interface Draft {
  form: ShallowRef<Record<string, unknown>>
  state: Ref<DraftState>
  savedAt: Ref<string>
  restored: Ref<boolean>
  open: (key: string, otherwise: Record<string, unknown>) => Promise<void>
  change: (form: Record<string, unknown>) => void
  save: () => Promise<void>
  discard: (otherwise: Record<string, unknown>) => Promise<void>
  takeTheirs: () => Promise<void>
  keepMine: () => Promise<void>
}

/** Where the browser keeps it: per office, so that nobody else who signs in here sees it. */
function placeOf(key: string): string {
  return `guildhall.draft.${session.who?.office ?? ''}.${key}`
}

function keptHere(key: string): Stored | null {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(key)) ?? 'null') as Stored | null
  } catch {
    return null
  }
}

export function useDraft(): Draft {
  const form = shallowRef<Record<string, unknown>>({})
  const state = ref<DraftState>('none')
  const savedAt = ref('')
  const restored = ref(false)
  let key = ''
  let version: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | null = null

  function keepHere(): void {
    sessionStorage.setItem(placeOf(key), JSON.stringify({ form: form.value, saved_at: new Date().toISOString(), version: version ?? 0 }))
  }

  async function stored(): Promise<Stored | null> {
    try {
      return await read<Stored>('/api/v1/drafts/{key}', { path: { key } })
    } catch (trouble) {
      if (problemFrom(trouble).body.status === 404) return null
      throw trouble
    }
  }

  async function open(to: string, otherwise: Record<string, unknown>): Promise<void> {
    key = to
    version = undefined
    const here = keptHere(key)
    const there = await stored().catch(() => null)
    version = there?.version
    const found = here && (!there || here.saved_at > there.saved_at) ? here : there
    restored.value = found !== null
    form.value = found?.form ?? otherwise
    savedAt.value = found?.saved_at ?? ''
    state.value = found ? (found === here ? 'kept-here' : 'saved') : 'none'
  }

  async function store(): Promise<void> {
    state.value = 'saving'
    const sent = form.value
    try {
      const answer = await put<{ saved_at: string; version: number }>('/api/v1/drafts/{key}', {
        path: { key },
        body: { form: sent, ...(version === undefined ? {} : { version }) },
      })
      version = answer.version
      savedAt.value = answer.saved_at
      sessionStorage.removeItem(placeOf(key))
      state.value = sent === form.value ? 'saved' : 'unsaved'
    } catch (trouble) {
      const code = problemFrom(trouble).code
      savedAt.value = new Date().toISOString()
      state.value = code === 'conflict' || code === 'stale-version' ? 'conflict' : 'kept-here'
    }
  }

  async function save(): Promise<void> {
    clearTimeout(timer)
    if (!key || state.value === 'conflict') return
    if (saving) await saving
    saving = store().finally(() => (saving = null))
    await saving
  }

  function change(next: Record<string, unknown>): void {
    form.value = next
    if (!key) return
    keepHere()
    if (state.value === 'conflict') return
    state.value = 'unsaved'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), kPauseMs)
  }

  async function discard(otherwise: Record<string, unknown>): Promise<void> {
    clearTimeout(timer)
    if (saving) await saving
    sessionStorage.removeItem(placeOf(key))
    if (version !== undefined) await remove('/api/v1/drafts/{key}', { path: { key } }).catch(() => undefined)
    version = undefined
    form.value = otherwise
    restored.value = false
    state.value = 'none'
  }

  async function takeTheirs(): Promise<void> {
    sessionStorage.removeItem(placeOf(key))
    await open(key, form.value)
  }
  async function keepMine(): Promise<void> {
    version = (await stored())?.version
    state.value = 'unsaved'
    await save()
  }

  onScopeDispose(() => clearTimeout(timer))
  return { form, state, savedAt, restored, open, change, save, discard, takeTheirs, keepMine }
}
