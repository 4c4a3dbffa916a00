// Who is signed in and in which office. One session a browser; tabs follow each other through the cookie.
import { computed, reactive, readonly } from 'vue'
import { linkSession, post, put, read, remove } from '@/api/client'
import { language } from '@/language'

export interface Office {
  id: string
  account_id: string
  organisation_id?: string | null
  role: string
  division: string
  from_day: string
  to_day?: string | null
  revoked_at?: string | null
}

export interface Who {
  account: string
  display_name: string
  office?: string | null
  role: string
  organisation?: string | null
  division: string
  csrf?: string | null
  expires_at?: string | null
  offices: Office[]
}

/** A session ends after so long without a request. The server decides; this only warns. */
const kIdleMinutes = 30
const kWarnMinutes = 5

interface SessionState {
  who: Who | null
  asked: boolean // the server has been asked whether there is a session
  lost: boolean // there was one, and it has ended under an open page
  lastAnswer: number
}

const state = reactive<SessionState>({ who: null, asked: false, lost: false, lastAnswer: Date.now() })
export const session = readonly(state)

linkSession({
  csrf: () => state.who?.csrf ?? null,
  language: () => (language() === 'zh' ? 'zh-CN' : 'en'),
  answered: () => {
    state.lastAnswer = Date.now()
  },
  ended: () => {
    if (state.who) state.lost = true
  },
})

export const signedIn = computed(() => state.who !== null)
export const inOffice = computed(() => Boolean(state.who?.office))
export const role = computed(() => state.who?.role ?? '')

function take(who: Who): void {
  state.who = who
  state.lost = false
  state.asked = true
}

/** Asks once whether the cookie is good. */
export async function resume(): Promise<void> {
  if (state.asked) return
  try {
    take(await read<Who>('/api/v1/session'))
  } catch {
    state.asked = true
  }
}

export async function signIn(login: string, password: string, office?: string): Promise<void> {
  take(await post<Who>('/api/v1/session', { body: { login, password, ...(office ? { office } : {}) } }))
}

export async function chooseOffice(office: string): Promise<void> {
  take(await put<Who>('/api/v1/session/office', { body: { office } }))
}

/** Prolongs the session: any request does. */
export async function extend(): Promise<void> {
  take(await read<Who>('/api/v1/session'))
}

export async function signOut(): Promise<void> {
  try {
    await remove('/api/v1/session')
  } finally {
    state.who = null
    state.lost = false
  }
}

/** Minutes until the server ends the session unless something is asked of it; null while there is time. */
export function minutesLeft(now: number): number | null {
  if (!state.who) return null
  const idleEnd = state.lastAnswer + kIdleMinutes * 60_000
  const hardEnd = state.who.expires_at ? Date.parse(state.who.expires_at) : idleEnd
  const left = Math.ceil((Math.min(idleEnd, hardEnd) - now) / 60_000)
  return left <= kWarnMinutes ? Math.max(left, 0) : null
}
