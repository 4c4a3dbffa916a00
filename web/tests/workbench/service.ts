// What must have happened before a test clicks, done over the API as a browser's session would do it.
import { expect, request, type APIRequestContext, type Browser, type Page } from '@playwright/test'
import { creditCode, ownAddress } from './city'
import { paper } from './paper'

interface Office {
  id: string
  role: string
  organisation_id?: string | null
}
interface Who {
  csrf: string
  offices: Office[]
}
export interface Service {
  office: string
  post: <T>(path: string, body: unknown) => Promise<T>
  /** The status of an answer that may be a refusal. */
  status: (method: string, path: string, body?: unknown) => Promise<number>
  get: <T>(path: string) => Promise<T>
  upload: (id: string, kind: string) => Promise<void>
}

const base = () => `http://127.0.0.1:${process.env.GUILDHALL_PORT}`

type State = Awaited<ReturnType<APIRequestContext['storageState']>>
interface Session {
  office: string
  csrf: string
  state: State
}
const sessions = new Map<string, Promise<Session>>()

/** A session of `login`, in the office of `role` or the first. Kept: signing in is slow, and limited, on purpose. */
function sessionOf(login: string, role: string): Promise<Session> {
  const key = `${login} ${role}`
  const kept = sessions.get(key) ?? enter(login, role)
  sessions.set(key, kept)
  return kept
}

async function enter(login: string, role: string): Promise<Session> {
  const context = await request.newContext({ baseURL: base(), extraHTTPHeaders: ownAddress() })
  const data = { login, password: process.env.GUILDHALL_PASSWORD }
  const entered = await context.post('/api/v1/session', { data })
  expect(entered.status(), `${login} signs in`).toBe(201)
  const who = (await entered.json()) as Who
  const office = who.offices.find((one) => !role || one.role === role)?.id ?? ''
  if (who.offices.length === 1) return { office, csrf: who.csrf, state: await context.storageState() }
  const headers = { 'X-CSRF-Token': who.csrf }
  const chosen = await context.put('/api/v1/session/office', { data: { office }, headers })
  expect(chosen.status(), `${login} takes the office`).toBe(200)
  return { office, csrf: ((await chosen.json()) as Who).csrf, state: await context.storageState() }
}

/** A page of somebody who has signed in; other specs test signing in by clicking. */
export async function as<T>(
  browser: Browser,
  login: string,
  role: string,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const { state } = await sessionOf(login, role)
  const context = await browser.newContext({ storageState: state })
  const answer = await work(await context.newPage())
  await context.close()
  return answer
}

/** The API as `login`. */
export async function service(login: string, role = ''): Promise<Service> {
  const { office, csrf, state } = await sessionOf(login, role)
  const context = await request.newContext({ baseURL: base(), storageState: state })
  const headers = () => ({ 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() })
  return {
    office,
    post: async <T>(path: string, body: unknown) => {
      const answer = await context.post(path, { data: body, headers: headers() })
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
      return (await answer.json()) as T
    },
    status: async (method, path, body) =>
      (await context.fetch(path, { method, data: body, headers: headers() })).status(),
    get: async <T>(path: string) => (await (await context.get(path)).json()) as T,
    upload: async (id, kind) => {
      const path = `/api/v1/cases/${id}/materials?kind=${kind}&name=${kind}.pdf`
      const answer = await context.post(path, {
        data: paper,
        headers: { ...headers(), 'Content-Type': 'application/pdf' },
      })
      expect(answer.status(), path).toBe(201)
    },
  }
}

export interface Opened {
  id: string
  number: string
  name: string
}

/** Hands in registrations with all their papers; `first` keeps names and companies apart from other tests'. */
export async function handIn(names: string[], first: number): Promise<Opened[]> {
  const founder = await service('founder2', 'founder')
  const out: Opened[] = []
  for (const [at, name] of names.entries()) {
    const start = first + at * 100
    const companies = (count: number, more: object = {}) =>
      Array.from({ length: count }, (_, one) => ({
        name: `佛山市试验企业${start + one}有限公司`,
        credit_code: creditCode(start + one),
        ...more,
      }))
    const today = new Date()
    const day = (after: number) => new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10)
    const head = `4406001980010${String(start).padStart(5, '0')}`.slice(0, 18)
    const term = { term_from: day(0), term_to: day(1400), leading_cadre: false }
    const form = {
      name,
      kind: 'trade_association',
      division: '440600',
      industry: '307',
      scope: '行业调研与培训',
      area: '佛山市',
      purpose: '服务会员，规范行业',
      funds_fen: 5_000_000,
      premises: [{ address: '佛山市示范路9号', right: 'leased', area_square_metres: 80 }],
      full_time_staff: 3,
      legal_representative: '法定代表人甲',
      legal_representative_identity_number: head,
      founders: companies(12, { good_years: 5, licence_valid: true }),
      members: companies(55),
      founding_meeting: { held_on: day(-1), due: 55, present: 50, charter_in_favour: 48, officers_in_favour: 47 },
      charter_content: { name_and_seat: true, purpose_scope_area: true, membership: true, organisation: true, officers: true, assets: true, amendment: true, ending: true, other: true },
      officers: [
        { name: '法定代表人甲', identity_number: head, post: 'president', full_time: false, ...term },
        { name: '秘书长甲', identity_number: head.replace(/^440600/, '440604'), post: 'secretary_general', full_time: true, ...term },
      ],
      contact_phone: '0757-00000000',
    }
    const opened = await founder.post<{ case_id: string; number: string }>('/api/v1/cases', {
      procedure: 'association-registration',
      form,
    })
    for (const kind of ['charter', 'founders', 'premises', 'capital']) await founder.upload(opened.case_id, kind)
    out.push({ id: opened.case_id, number: opened.number, name })
  }
  return out
}
