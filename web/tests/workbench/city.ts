// What the tests of the workbench share: signing in by clicking, codes that check, acting on a case.
import { expect, type Locator, type Page } from '@playwright/test'
import { barriers } from '../barriers'

let signedIn = 0

/** An address that nobody else comes from: the program slows down whoever signs in too often from one. */
export function ownAddress(): { 'X-Forwarded-For': string } {
  ++signedIn
  return { 'X-Forwarded-For': `10.${process.env.TEST_WORKER_INDEX ?? 0}.${signedIn >> 8}.${signedIn & 255}` }
}

/** Who holds several offices takes the one of `role`, or the first. */
export async function signIn(page: Page, login: string, role = '', password = process.env.GUILDHALL_PASSWORD ?? ''): Promise<void> {
  await page.context().setExtraHTTPHeaders(ownAddress())
  await page.goto('/workbench/sign-in')
  await enter(page, login, role, password)
}

/** The same on the page to sign in that is open already, which leads back to where it was asked for. */
export async function enter(page: Page, login: string, role = '', password = process.env.GUILDHALL_PASSWORD ?? ''): Promise<void> {
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  await expect(page.locator('.office, header.bar').first()).toBeVisible()
  if (page.url().includes('/office')) await page.locator('.office').filter({ hasText: role }).first().click()
  await expect(page.locator('header.bar')).toBeVisible()
}

const kSymbols = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const kWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const kOrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** A unified social credit code of a company that nobody has, with both of its check characters. */
export function creditCode(serial: number): string {
  const body = `MD${String(serial).padStart(6, '0')}`
  const value = (letter: string) => (/\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 55)
  const rest = 11 - ([...body].reduce((sum, letter, at) => sum + value(letter) * (kOrganisationWeights[at] ?? 0), 0) % 11)
  const code = `91440600${body}${rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)}`
  const sum = [...code].reduce((all, letter, at) => all + kSymbols.indexOf(letter) * (kWeights[at] ?? 0), 0)
  return code + kSymbols.charAt((31 - (sum % 31)) % 31)
}

/** Performs an action of the case page by its title; `fill` fills the form in the dialog. */
export async function act(page: Page, title: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: title, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: title })
  await fill(dialog)
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
}

/** The same, and gives what was sent: others do the same without clicking. */
export async function acted(page: Page, title: string, fill: (dialog: Locator) => Promise<void>): Promise<Sent> {
  const sending = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/acts'), { timeout: 0 })
  await act(page, title, fill)
  return (await sending).postDataJSON() as Sent
}
export interface Sent {
  action: string
  form: Record<string, unknown>
}

/** Asks an action that is not allowed now for its reason, and gives where the reason stands. */
export async function whyNot(page: Page, title: string): Promise<Locator> {
  const actions = page.getByRole('region', { name: '可办理的动作' })
  const button = actions.getByRole('button', { name: new RegExp(`^${title}`) })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  return actions.getByRole('status')
}

export async function openCase(page: Page, id: string): Promise<void> {
  await page.goto(`/workbench/cases/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

const kTags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** No violation on what is open now; the message names rule and place. Behind a modal dialog nothing can be reached. */
export async function barrierFree(page: Page): Promise<void> {
  const checking = barriers(page).withTags(kTags)
  const modal = await page.locator('[aria-modal="true"]:visible').count()
  const found = await (modal ? checking.include('[aria-modal="true"]') : checking).analyze()
  expect.soft(found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`)), page.url()).toEqual([])
}
