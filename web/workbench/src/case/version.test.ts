// A case of an older version of the policy, while a newer one is in force: everything on its page comes from its own.
import { createApp, defineComponent, h, nextTick, type App } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runningWork } from '@/desk/model'
import { nameOf } from '@/forms/references'
import { i18n } from '@/language'
import { known, procedureOf, speakOf, type Policy, type Procedure } from '@/policy'
import { rubricOf } from '@/scoring/rubric'
import ClauseNote from '@/shell/ClauseNote.vue'
import type { CaseView } from './model'
import { relationTitle } from './relations'
import { diagramOf, formOf, openCase, verbOf } from './state'

const kOlder = '1.0.0+aaaa'
const kNewest = '2.0.0+bbbb'
const both = (words: string) => ({ zh: words, en: words })
const form = (...fields: string[]) => ({ type: 'object', properties: Object.fromEntries(fields.map((name) => [name, { type: 'string' }])) })

function policy(version: string): Policy {
  const older = version === kOlder
  return {
    id: 'p',
    version,
    title: both(''),
    division: '990000',
    in_force_from: '2020-01-01',
    clauses: [{ id: '一', source: '', says: both(older ? '旧条款' : '新条款') }],
    parameters: [],
    roles: [{ id: 'officer', title: both(older ? '旧岗位' : '新岗位'), decides: false }],
    verbs: [{ id: 'opine', title: both('会签意见'), form: older ? form('reason') : form('grounds') }],
  }
}
function procedure(id: string, version: string): unknown {
  const older = version === kOlder
  const action = { id: 'accept', title: both('受理'), by: [], form: older ? 'opinion' : 'ruling' }
  const states = [{ id: 'submitted', title: both(older ? '窗口收件' : '网上收件'), actions: [action] }, { id: 'done', title: both('办结'), actions: [] }]
  const forms = { application: form(older ? 'staff' : 'address'), [older ? 'opinion' : 'ruling']: form('reason') }
  return { id, pack: version, title: both(''), form: 'application', states, forms, materials: [] }
}

let asked: string[] = []
/** Answers as the server does: without a version from the newest, in which nobody holds a fair any more. */
async function server(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const version = url.searchParams.get('version') ?? kNewest
  asked.push(url.pathname + url.search)
  const procedureAsked = /^\/api\/v1\/procedures\/(\w+)$/.exec(url.pathname)?.[1]
  const missing = procedureAsked === 'fair' && version !== kOlder
  const answers: Record<string, unknown> = {
    '/api/v1/policy': policy(version),
    '/api/v1/procedures': { items: [] },
    '/api/v1/policy/rubrics/grade': { id: 'grade', total: version === kOlder ? 10 : 20 },
    '/api/v1/cases/c1': { id: 'c1', procedure: 'licence', pack: kOlder, state: 'submitted', version: 1 },
    '/api/v1/cases/c2': { id: 'c2', procedure: 'fair', pack: kOlder, state: 'submitted', version: 1 },
    '/api/v1/work': { items: [{ id: 'c1', kind: 'licence', state: 'submitted', pack_version: kOlder }] },
  }
  const body = missing
    ? { code: 'not-found', status: 404, errors: [] }
    : procedureAsked
      ? procedure(procedureAsked, version)
      : (answers[url.pathname] ?? { items: [{ to: 'submitted' }, { to: 'done' }], actions: [] })
  return new Response(JSON.stringify(body), { status: missing ? 404 : 200, headers: { 'Content-Type': 'application/json' } })
}

let app: App | null = null
beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', server)
})
afterEach(() => {
  vi.unstubAllGlobals()
  app?.unmount()
  app = null
  document.body.replaceChildren()
})

async function opened(id: string): Promise<{ procedure: Procedure; view: CaseView }> {
  const open = openCase(id)
  await open.load()
  expect(open.problem.value).toBeNull()
  return { procedure: open.procedure.value as Procedure, view: open.view.value as CaseView }
}

describe('a case of an older version', () => {
  it('has the forms of its own, of actions and of verbs', async () => {
    const { procedure: own } = await opened('c1')
    expect(known.policy?.version).toBe(kNewest)
    expect(Object.keys(formOf(own, 'accept', 'submitted')?.properties ?? {})).toEqual(['reason'])
    expect(Object.keys(own.forms[own.form]?.properties ?? {})).toEqual(['staff'])
    expect(Object.keys(verbOf(own, 'opine')?.form?.properties ?? {})).toEqual(['reason'])
    expect(Object.keys(formOf(own, 'opine', 'submitted')?.properties ?? {})).toEqual(['reason'])
  })

  it('leaves what is opened now to the newest, and asks for each once', async () => {
    await opened('c1')
    const newest = await procedureOf('licence')
    expect(Object.keys(newest.forms[newest.form]?.properties ?? {})).toEqual(['address'])
    expect(Object.keys(verbOf(newest, 'opine')?.form?.properties ?? {})).toEqual(['grounds'])
    asked = []
    await Promise.all([procedureOf('licence'), procedureOf('licence', kOlder)])
    expect(asked).toEqual([])
  })

  it('opens where its procedure is gone', async () => {
    const { procedure: own } = await opened('c2')
    expect(own.states[0]?.title.zh).toBe('窗口收件')
    await expect(procedureOf('fair')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is drawn as its own procedure', async () => {
    const { procedure: own } = await opened('c1')
    expect(diagramOf(own, 'submitted')).toBe('/api/v1/procedures/licence/diagram.svg?state=submitted&version=1.0.0%2Baaaa')
  })

  it('names its steps as they were called', async () => {
    const { view } = await opened('c1')
    expect(await nameOf('step', 'done', view)).toBe('办结')
    expect(asked.filter((one) => one.startsWith('/api/v1/procedures/')).every((one) => one.endsWith('?version=1.0.0%2Baaaa'))).toBe(true)
    expect((await runningWork())[0]?.state_title.zh).toBe('窗口收件')
    expect([relationTitle('officer', view.pack), relationTitle('officer')]).toEqual(['旧岗位', '新岗位'])
  })

  it('is scored by its own rubric', async () => {
    expect([(await rubricOf('grade', kOlder)).total, (await rubricOf('grade', '')).total]).toEqual([10, 20])
  })

  it('cites clauses as they read', async () => {
    const { view } = await opened('c1')
    const note = () => h(ClauseNote, { cites: ['一'] })
    const page = defineComponent({
      setup() {
        speakOf(() => view.pack)
        return () => h('section', [note()])
      },
    })
    const place = document.body.appendChild(document.createElement('div'))
    app = createApp(defineComponent(() => () => [h(page), note()]))
    app.use(i18n)
    app.mount(place)
    await nextTick()
    expect([...place.querySelectorAll('dd')].map((one) => one.textContent)).toEqual(['旧条款', '新条款'])
  })
})
