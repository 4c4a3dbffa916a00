// What every page must be: valid HTML, free of barriers (WCAG 2.2 AA), light, and quiet on the console.
import type AxeBuilder from '@axe-core/playwright'
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { HtmlValidate } from 'html-validate'
import { barriers } from '../barriers'
import { english, pagesOfThings, plainPages } from './pages'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const firstViewMaxBytes = 100_000

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Lower case or upper, trailing spaces and where lines break are the templates' own affair.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // Chinese pages: a long title is no fault.
    'long-title': 'off',
    // Said by axe with the page's real colours and names.
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
  },
})

const chinesePages = async (request: APIRequestContext) => [...plainPages, ...(await pagesOfThings(request))]

test('every page is valid HTML', async ({ request }) => {
  const pages = await chinesePages(request)
  for (const path of [...pages, ...pages.map(english)]) {
    const answer = await request.get(path, { headers: { accept: 'text/html' } })
    const report = await validator.validateString(await answer.text())
    const faults = report.results.flatMap((result) =>
      result.messages.map((fault) => `${fault.line}: ${fault.ruleId} ${fault.message}`),
    )
    expect(faults, path).toEqual([])
  }
})

async function hasNoBarrier(page: Page, path: string, rules: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  await page.goto(path)
  const { violations } = await rules(barriers(page)).analyze()
  expect(
    violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`),
    path,
  ).toEqual([])
}

test('no page has a barrier', async ({ page, request }) => {
  test.setTimeout(600_000)
  for (const path of await chinesePages(request)) await hasNoBarrier(page, path, (axe) => axe.withTags(wcag))
})

// The other language has the same colours and sizes, the other display the same words and structure.
const ofLooks = ['color-contrast', 'target-size']

test('no English page has a barrier of words or structure', async ({ page, request }) => {
  test.setTimeout(600_000)
  for (const path of await chinesePages(request))
    await hasNoBarrier(page, english(path), (axe) => axe.withTags(wcag).disableRules(ofLooks))
})

test('no page has a barrier of looks on the large display', async ({ page, request, context, baseURL }) => {
  test.setTimeout(600_000)
  await context.addCookies([{ name: 'guildhall_display', value: 'large', url: baseURL! }])
  for (const path of await chinesePages(request)) await hasNoBarrier(page, path, (axe) => axe.withRules(ofLooks))
})

test('no page says anything on the console or breaks its own policy', async ({ page, request }) => {
  const said: string[] = []
  page.on('console', (message) => {
    // A page that isn't there is fetched as such.
    if (message.type() === 'error' && !message.text().includes('404')) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  for (const path of await chinesePages(request)) {
    await page.goto(path)
    expect(said, path).toEqual([])
  }
})

test('the first view of the main pages is light', async ({ browser, baseURL }) => {
  for (const path of ['/', '/policy', '/associations', '/guide/association-registration']) {
    const context = await browser.newContext({ baseURL })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    let received = 0
    session.on('Network.loadingFinished', (event) => (received += event.encodedDataLength))
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(received, path).toBeLessThan(firstViewMaxBytes)
    await context.close()
  }
})
