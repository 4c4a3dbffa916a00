// The page that codes on documents lead to: a good act passes in the browser, a spoiled proof doesn't.
import { expect, type Page, test } from '@playwright/test'
import { loggedAct } from './pages'

const step = (page: Page, name: string) => page.locator(`[data-step="${name}"]`)

/** Hands the page another proof than the server gave. */
async function spoil(page: Page, change: (proof: Record<string, unknown>) => void) {
  await page.route('**/proof', async (route) => {
    const answer = await route.fetch()
    const proof = (await answer.json()) as Record<string, unknown>
    change(proof)
    await route.fulfill({ response: answer, json: proof })
  })
}

test('a logged act passes all four steps', async ({ page, request }) => {
  await page.goto(`/verify/${await loggedAct(request)}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'good')
  for (const name of ['leaf', 'path', 'signature', 'history'])
    await expect(step(page, name)).toHaveAttribute('data-state', 'ok')
})

test('the checkpoint seen last is compared with at the next visit', async ({ page, request }) => {
  const act = await loggedAct(request)
  await page.goto(`/verify/${act}`)
  await expect(step(page, 'history')).toContainText('第一次核验')
  await page.getByRole('button', { name: '再核验一次' }).click()
  await expect(step(page, 'history')).toContainText('完全相同')
})

test('a log that has grown since is found consistent, one that was rewritten is not', async ({ page, request }) => {
  const act = await loggedAct(request)
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'good')
  await page.evaluate(() => {
    const seen = JSON.parse(localStorage.getItem('guildhall.checkpoint')!) as { root: string }
    localStorage.setItem(
      'guildhall.checkpoint',
      JSON.stringify({ ...seen, root: seen.root.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
    )
  })
  await page.reload()
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'bad')
  await expect(step(page, 'history')).toHaveAttribute('data-state', 'failed')
})

test('a changed entry fails at the first step', async ({ page, request }) => {
  const act = await loggedAct(request)
  await spoil(page, (proof) => (proof.leaf = String(proof.leaf).replace('"ordinal":1', '"ordinal":2')))
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'bad')
  await expect(step(page, 'leaf')).toHaveAttribute('data-state', 'failed')
  await expect(step(page, 'path')).toHaveAttribute('data-state', 'skipped')
})

test('a spoiled path fails at the second step', async ({ page, request }) => {
  const act = await loggedAct(request)
  await spoil(page, (proof) => (proof.hashes = (proof.hashes as string[]).slice(1)))
  await page.goto(`/verify/${act}`)
  await expect(step(page, 'path')).toHaveAttribute('data-state', 'failed')
})

test('a forged signature fails at the third step', async ({ page, request }) => {
  const act = await loggedAct(request)
  await spoil(page, (proof) => (proof.checkpoint = String(proof.checkpoint).replace(/(— \S+ .{20})./, '$1A')))
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'bad')
  await expect(step(page, 'signature')).toHaveAttribute('data-state', 'failed')
})

test('when the proof cannot be fetched, nothing is claimed', async ({ page, request }) => {
  const act = await loggedAct(request)
  await page.route('**/proof', (route) => route.abort())
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'unreachable')
})

test('without script the page says so and gives the proof to take away', async ({ browser, baseURL, request }) => {
  const act = await loggedAct(request)
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`/verify/${act}`)
  await expect(page.getByText('浏览器没有启用脚本')).toBeVisible()
  await expect(page.getByRole('link', { name: '存在证明（C2SP 文本）' })).toHaveAttribute(
    'href',
    `/api/v1/acts/${act}/proof.tlog-proof`,
  )
  await context.close()
})
