// The page that codes on documents lead to: a good act passes in the browser, a spoiled proof doesn't.
import { expect, type Page, test } from '@playwright/test'
import { loggedAct } from './pages'

const step = (page: Page, name: string) => page.locator(`[data-step="${name}"]`)

/** The checkpoint with another letter in its signature, whatever stood there. */
const forged = (checkpoint: string) =>
  checkpoint.replace(/(— \S+ .{20})(.)/, (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'))

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
  await spoil(page, (proof) => (proof.checkpoint = forged(String(proof.checkpoint))))
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
  await expect(page.getByRole('heading', { name: '不靠这个浏览器，也能核验' })).toBeVisible()
  await expect(page.getByRole('link', { name: '存在证明（C2SP 文本）' }).last()).toHaveAttribute(
    'href',
    `/api/v1/acts/${act}/proof.tlog-proof`,
  )
  await context.close()
})

/** A browser whose WebCrypto doesn't know Ed25519, as many in offices still don't; how often it was asked is counted. */
async function withoutEd25519(page: Page) {
  await page.addInitScript(() => {
    const refuse = () => {
      const counted = window as unknown as { refusals?: number }
      counted.refusals = (counted.refusals ?? 0) + 1
      return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
    }
    const subtle = SubtleCrypto.prototype
    const { importKey, verify } = subtle
    const isEd25519 = (algorithm: unknown) => (algorithm as { name?: string })?.name === 'Ed25519'
    subtle.importKey = function (this: SubtleCrypto, ...given: unknown[]) {
      return isEd25519(given[2]) ? refuse() : Reflect.apply(importKey, this, given)
    } as typeof importKey
    subtle.verify = function (this: SubtleCrypto, ...given: unknown[]) {
      return isEd25519(given[0]) ? refuse() : Reflect.apply(verify, this, given)
    } as typeof verify
  })
}
const refusals = (page: Page) => page.evaluate(() => (window as unknown as { refusals?: number }).refusals ?? 0)

test('a browser without Ed25519 verifies by the small library', async ({ page, request }) => {
  const act = await loggedAct(request)
  await withoutEd25519(page)
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'good')
  await expect(step(page, 'signature')).toHaveAttribute('data-state', 'ok')
  expect(await refusals(page)).toBeGreaterThan(0)
})

test('the small library believes no forged signature and no changed entry', async ({ page, request }) => {
  const act = await loggedAct(request)
  await withoutEd25519(page)
  await spoil(page, (proof) => (proof.checkpoint = forged(String(proof.checkpoint))))
  await page.goto(`/verify/${act}`)
  await expect(step(page, 'signature')).toHaveAttribute('data-state', 'failed')
  expect(await refusals(page)).toBeGreaterThan(0)
  await page.unroute('**/proof')
  await spoil(page, (proof) => (proof.leaf = String(proof.leaf).replace('"ordinal":1', '"ordinal":2')))
  await page.reload()
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'bad')
  await expect(step(page, 'leaf')).toHaveAttribute('data-state', 'failed')
})

test('a browser without WebCrypto says that nothing was verified, and how else to do it', async ({ page, request }) => {
  const act = await loggedAct(request)
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }))
  await page.goto(`/verify/${act}`)
  await expect(page.locator('#verifier')).toHaveAttribute('data-state', 'unable')
  await expect(page.getByText('没有进行核验')).toBeVisible()
  await expect(page.getByRole('heading', { name: '不靠这个浏览器，也能核验' })).toBeVisible()
})

test('when its module cannot load, the page says that nothing was verified', async ({ page, request }) => {
  const act = await loggedAct(request)
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto(`/verify/${act}`)
  await expect(page.getByText('这里没有进行核验')).toBeVisible()
  await expect(page.getByRole('heading', { name: '不靠这个浏览器，也能核验' })).toBeVisible()
})
