// What is typed counts at once: whoever hands a form in the moment after the last key loses nothing, and nothing that happens on the page
// meanwhile takes a half-typed score back.
import { createApp, defineComponent, h, nextTick, ref, shallowRef, type App, type Component } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { i18n } from '@/language'
import { withScore, type Rubric, type Scores } from '@/scoring/rubric'
import ScoreTable from '@/scoring/ScoreTable.vue'
import SchemaForm from './SchemaForm.vue'
import type { FormSchema } from './schema'

let app: App | null = null
function shown(component: Component): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'))
  app = createApp(component)
  app.use(i18n)
  app.mount(place)
  return place
}
afterEach(() => {
  app?.unmount()
  document.body.replaceChildren()
})

function type(input: HTMLInputElement, text: string): void {
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

describe('a form', () => {
  const schema: FormSchema = {
    type: 'object',
    'x-title': { zh: '表', en: 'form' },
    required: ['until'],
    properties: { held: { type: 'boolean', 'x-title': { zh: '已举行', en: 'held' } }, until: { type: 'string', format: 'day', 'x-title': { zh: '日期', en: 'day' } } },
  }
  it('tells a change in the moment it is made', async () => {
    const form = shallowRef<Record<string, unknown>>({})
    const page = shown(defineComponent(() => () => h(SchemaForm, { schema, value: form.value, onChange: (now: Record<string, unknown>) => (form.value = now) })))
    await nextTick()
    const day = page.querySelector<HTMLInputElement>('input[type="date"]')
    day!.value = '2026-03-01'
    day!.dispatchEvent(new Event('change', { bubbles: true }))
    expect(form.value).toEqual({ until: '2026-03-01' })
  })
  it('looks at the last change when it is handed in at once', async () => {
    const form = shallowRef<Record<string, unknown>>({})
    const part = ref<InstanceType<typeof SchemaForm> | null>(null)
    const page = shown(defineComponent(() => () => h(SchemaForm, { ref: part, schema, value: form.value, onChange: (now: Record<string, unknown>) => (form.value = now) })))
    await nextTick()
    expect(await part.value!.check()).toBe(false)
    const day = page.querySelector<HTMLInputElement>('input[type="date"]')
    day!.value = '2026-03-01'
    day!.dispatchEvent(new Event('change', { bubbles: true }))
    expect(await part.value!.check()).toBe(true)
  })
})

describe('a score sheet', () => {
  const leaf = (id: string, points: number) => ({ id, parent: '', title: { zh: id, en: id }, points, rule: { zh: '', en: '' }, evidence: { zh: '', en: '' }, kind: 'pro_rata' as const })
  const rubric: Rubric = { id: 'r', title: { zh: '表', en: 'sheet' }, cites: [], denominator: 10, total: 300, indicators: [leaf('a', 100), leaf('b', 100), leaf('c', 100)], bands: [] }

  /** The sheet on a page that is drawn again whenever `news` changes, as it is when a draft was kept or a check has come back. */
  function sheet(): { scores: () => Scores; reasons: () => Record<string, string>; input: (leaf: string) => HTMLInputElement; news: () => Promise<void> } {
    const scores = ref<Scores>({})
    const reasons = ref<Record<string, string>>({})
    const news = ref(0)
    const page = shown(
      defineComponent(() => () =>
        h(ScoreTable, {
          rubric,
          scores: scores.value,
          prefix: 's',
          reasons: { ...reasons.value, news: String(news.value) },
          onScore: (id: string, score: number | undefined) => (scores.value = withScore(scores.value, id, score)),
          onExplain: (id: string, reason: string) => (reasons.value = { ...reasons.value, [id]: reason }),
        }),
      ),
    )
    return {
      scores: () => scores.value,
      reasons: () => reasons.value,
      input: (id) => page.querySelector<HTMLInputElement>(`#s-${id}`) as HTMLInputElement,
      news: async () => {
        ++news.value
        await nextTick()
      },
    }
  }

  it('keeps every value that is typed, however fast', () => {
    const { scores, input } = sheet()
    for (const [id, text] of [['a', '9.5'], ['b', '8'], ['c', '10']] as const) type(input(id), text)
    expect(scores()).toEqual({ a: 95, b: 80, c: 100 })
  })
  it('leaves what is half typed alone when the page is drawn again', async () => {
    const { scores, input, news } = sheet()
    input('a').dispatchEvent(new Event('focus'))
    type(input('a'), '9.')
    await news()
    expect(input('a').value).toBe('9.')
    type(input('a'), '9.5')
    await news()
    expect([input('a').value, scores()['a']]).toEqual(['9.5', 95])
  })
  it('keeps a reason with every key', async () => {
    const { input, news, reasons } = sheet()
    type(input('a'), '9')
    await nextTick()
    type(input('a-why'), '迟 报')
    await news()
    expect(input('a-why').value).toBe('迟 报')
    expect(reasons()['a']).toBe('迟 报')
  })
  it('says what a leaf can be scored only when its field is left, and gives it no score', async () => {
    const { scores, input } = sheet()
    input('a').dispatchEvent(new Event('focus'))
    type(input('a'), '99')
    await nextTick()
    expect(input('a').getAttribute('aria-invalid')).toBeNull()
    input('a').dispatchEvent(new Event('blur'))
    await nextTick()
    expect(input('a').getAttribute('aria-invalid')).toBe('true')
    expect(input('a').value).toBe('99')
    expect(scores()).toEqual({})
  })
})
