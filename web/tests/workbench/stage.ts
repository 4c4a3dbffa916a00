// A city for one spec, on a clock that the spec moves: what happened before is performed over HTTP, and each person who is asked
// for has a page of their own, signed in by clicking and kept open.
import { fileURLToPath } from 'node:url'
import { expect, type Browser, type Page } from '@playwright/test'
import { serving, type Serving } from '../server.mjs'
import { enter } from './city'
import { paper } from './paper'

const kPassword = 'Gilde-Walked-7531'
/** Sessions end when idle for half an hour. */
const kSessionUsedMs = 20 * 60_000
const kDayMs = 86_400_000

const web = fileURLToPath(new URL('../../../build/web', import.meta.url))

export type Form = Record<string, unknown>

/** The offices of the city that a spec may sign in to: login → role, and the body of the pack it belongs to. */
const kOffices: Record<string, [role: string, title: string, body?: string]> = {
  registrar: ['registrar', '登记员甲', 'civil-affairs'],
  registrar2: ['registrar', '登记员乙', 'civil-affairs'],
  reviewer: ['registry_reviewer', '登记审核员甲', 'civil-affairs'],
  'registry-head': ['registry_head', '登记负责人甲', 'civil-affairs'],
  assessment: ['assessment_office', '评估办甲', 'civil-affairs'],
  committee: ['committee_chair', '评估委员会主任甲', 'civil-affairs'],
  'review-committee': ['committee_chair', '复核委员会主任甲', 'civil-affairs'],
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`member${at + 1}`, ['committee_member', `委员${at + 1}`, 'civil-affairs']])),
  officer: ['department_officer', '经信经办甲', 'economy-information'],
  officer2: ['department_officer', '经信经办乙', 'economy-information'],
  head: ['department_head', '经信负责人甲', 'economy-information'],
  reform: ['reform_officer', '改革办审核人甲', 'reform-office'],
  legal: ['legal_officer', '法制审核人甲', 'legal-office'],
  finance: ['finance_officer', '财政经办甲', 'finance'],
  'finance-head': ['finance_head', '财政负责人甲', 'finance'],
  secretary: ['founder', '秘书长甲'],
  secretary2: ['founder', '秘书长乙'],
  evaluator: ['citizen', '评估机构甲'],
  company: ['citizen', '企业经办甲'],
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`expert${at + 1}`, ['citizen', `专家${at + 1}`]])),
}
/** The office somebody has once what they applied for is granted; it is the one they work in from then on. */
const kGranted: Record<string, string> = {
  secretary: 'association_secretary',
  secretary2: 'association_secretary',
  evaluator: 'evaluator',
  company: 'company_clerk',
  ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`expert${at + 1}`, 'expert'])),
}

interface Answer {
  status: number
  body: Record<string, unknown>
}
interface Standing {
  login: string
  address: string
  role: string
  cookie: string
  csrf: string
  organisation: string
  goodUntil: number
  page?: Page
  pageGoodUntil: number
}
interface Who {
  csrf: string
  role: string
  organisation?: string
  offices: { id: string; role: string }[]
}

export class Stage {
  private readonly standing = new Map<string, Standing>()
  private constructor(
    private readonly browser: Browser,
    private readonly serving: Serving,
    private now: Date,
  ) {}

  /** Begins a city at an instant with the offices that are named. */
  static async begin(browser: Browser, at: string, logins: string[]): Promise<Stage> {
    const serves = await serving({ verb: 'test', web, clock: at })
    const stage = new Stage(browser, serves, new Date(at))
    const secret = /: (\S+)\s*$/m.exec(serves.said())?.[1] ?? ''
    stage.stand('security', 'security_administrator')
    await stage.redeem('security', secret)
    const bodies = await stage.demand('security', 'GET', '/api/v1/organisations?limit=100')
    const organisations = bodies.items as { id: string; body_key?: string }[]
    for (const login of logins) {
      const [role, title, body] = kOffices[login] ?? ['citizen', login]
      const made = await stage.demand('security', 'POST', '/api/v1/admin/accounts', { login, display_name: title })
      const organisation = organisations.find((one) => one.body_key === body)?.id
      await stage.demand('security', 'POST', '/api/v1/admin/offices', { account_id: (made.account as { id: string }).id, role, ...(body ? { organisation_id: organisation } : {}) })
      stage.stand(login, role)
      await stage.redeem(login, String(made.one_time_secret))
    }
    return stage
  }

  async end(): Promise<void> {
    for (const one of this.standing.values()) await one.page?.context().close()
    await this.serving.stop()
  }

  /** The local day now, or so many days from it. */
  day(days = 0): string {
    return new Date(this.now.getTime() + 8 * 3_600_000 + days * kDayMs).toISOString().slice(0, 10)
  }
  organisation(login: string): string {
    return this.of(login).organisation
  }
  /** The office that somebody works in. */
  async office(login: string): Promise<string> {
    return String((await this.demand(login, 'GET', '/api/v1/session')).office)
  }

  /** Moves the clock; what falls due meanwhile happens. */
  async at(instant: string): Promise<void> {
    this.now = new Date(instant)
    const answer = await this.call('', 'POST', '/api/v1/test/clock', { now: this.now.toISOString() })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  /** The morning after so many working days, today not counted. */
  async laterByWorkingDays(days: number): Promise<void> {
    const due = await this.call('', 'GET', `/api/v1/calendar/working-days?from=${this.day()}&days=${days}`)
    await this.at(new Date(Date.parse(`${String(due.body.due)}T09:00:00+08:00`) + kDayMs).toISOString())
  }

  /** A read or write that must be answered with what was asked for. */
  async demand(login: string, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.call(login, method, path, body)
    expect(answer.status, `${login} ${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  async open(login: string, procedure: string, form: Form, parent = ''): Promise<string> {
    return String((await this.demand(login, 'POST', '/api/v1/cases', { procedure, form, ...(parent ? { parent } : {}) })).case_id)
  }
  async act(login: string, id: string, action: string, form?: Form): Promise<void> {
    await this.demand(login, 'POST', `/api/v1/cases/${id}/acts`, { action, ...(form ? { form } : {}) })
  }
  async upload(login: string, id: string, kinds: string[]): Promise<void> {
    for (const kind of kinds) await this.demand(login, 'POST', `/api/v1/cases/${id}/materials?kind=${kind}&name=${kind}.pdf`, paper)
  }

  /** The page of somebody, signed in by clicking, in the office that they hold now. */
  async page(login: string): Promise<Page> {
    const one = this.of(login)
    if (!one.page) {
      const context = await this.browser.newContext({ baseURL: this.serving.url, extraHTTPHeaders: { 'X-Forwarded-For': one.address } })
      one.page = await context.newPage()
      one.pageGoodUntil = 0
    }
    if (this.now.getTime() >= one.pageGoodUntil) {
      await one.page.context().clearCookies()
      await one.page.addInitScript(shiftClock, this.now.getTime() - Date.now())
      await one.page.goto('/workbench/sign-in')
      await enter(one.page, login, kGranted[login] ? titles[one.role] : '', kPassword)
      one.pageGoodUntil = this.now.getTime() + kSessionUsedMs
    }
    return one.page
  }
  /** The page of somebody at a case. */
  async pageAt(login: string, id: string): Promise<Page> {
    const page = await this.page(login)
    await page.goto(`/workbench/cases/${id}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    return page
  }
  /** Who of these finds the case among what waits for them. */
  async whoseTurn(id: string, logins: string[]): Promise<string[]> {
    const out = []
    for (const login of logins) {
      const items = (await this.demand(login, 'GET', '/api/v1/inbox?box=todo&limit=50')).items as { case_id: string }[]
      if (items.some((line) => line.case_id === id)) out.push(login)
    }
    return out
  }
  /** From now on somebody works in the office that was granted to them. */
  async promoted(login: string): Promise<void> {
    const one = this.of(login)
    one.role = kGranted[login] ?? one.role
    one.goodUntil = 0
    one.pageGoodUntil = 0
    await this.begin(one)
  }

  private stand(login: string, role: string): void {
    const number = this.standing.size + 1
    this.standing.set(login, { login, role, address: `10.1.0.${number}`, cookie: '', csrf: '', organisation: '', goodUntil: 0, pageGoodUntil: 0 })
  }
  private of(login: string): Standing {
    const found = this.standing.get(login)
    if (!found) throw new Error(`nobody signs in as ${login}`)
    return found
  }
  private async redeem(login: string, secret: string): Promise<void> {
    const answer = await this.send(this.of(login), 'POST', '/api/v1/password/one-time', { login, secret, new_password: kPassword })
    expect(answer.status, `${login}: ${JSON.stringify(answer.body)}`).toBe(204)
  }
  private async begin(one: Standing): Promise<void> {
    if (this.now.getTime() < one.goodUntil) return
    one.cookie = ''
    this.take(one, await this.send(one, 'POST', '/api/v1/session', { login: one.login, password: kPassword }))
    const who = this.who
    const office = who.offices.find((held) => held.role === one.role)
    if (who.role !== one.role && office) this.take(one, await this.send(one, 'PUT', '/api/v1/session/office', { office: office.id }))
    one.organisation = this.who.organisation ?? ''
    one.goodUntil = this.now.getTime() + kSessionUsedMs
  }
  private who!: Who
  private take(one: Standing, answer: Answer): void {
    expect(answer.status, `${one.login}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    this.who = answer.body as unknown as Who
    one.csrf = this.who.csrf
  }
  private async call(login: string, method: string, path: string, body?: unknown): Promise<Answer> {
    if (!login) return this.send(null, method, path, body)
    const one = this.of(login)
    await this.begin(one)
    return this.send(one, method, path, body)
  }
  private async send(one: Standing | null, method: string, path: string, body?: unknown): Promise<Answer> {
    const raw = body instanceof Uint8Array
    const headers: Record<string, string> = body === undefined ? {} : { 'Content-Type': raw ? 'application/pdf' : 'application/json' }
    if (one) headers['X-Forwarded-For'] = one.address
    if (one?.cookie) Object.assign(headers, { Cookie: one.cookie, 'X-CSRF-Token': one.csrf })
    const answer = await fetch(this.serving.url + path, { method, headers, ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }) })
    const cookie = answer.headers.get('set-cookie')
    if (one && cookie) one.cookie = cookie.split(';')[0] ?? ''
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} }
  }
}

/** What the list of offices calls the roles that somebody chooses between. */
const titles: Record<string, string> = { association_secretary: '秘书长', evaluator: '第三方评估机构', company_clerk: '企业经办人', expert: '评审专家', founder: '发起人代表', citizen: '个人' }

/** Runs in the page: its clock goes as the city's does. */
function shiftClock(shift: number): void {
  const holder = window as unknown as { ownDate?: DateConstructor }
  const Own = (holder.ownDate ??= Date)
  window.Date = class extends Own {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Own.now() + shift)
      else super(...(given as [number]))
    }
    static override now(): number {
      return Own.now() + shift
    }
  } as DateConstructor
}
