// Every page and dialog without a barrier that axe knows (WCAG 2.2 AA), and a picture of each: light, 长者版, phone.
import { expect, test } from '@playwright/test'
import { barrierFree, signIn } from './city'
import { picture, pictures, settled } from './pictures'

/** Reading, checking and picturing one page on a slow machine that has other work. */
const kPageMs = 40_000

interface Visit {
  login: string
  role?: string
  pages: Record<string, string> // name → path
}
const visits: Visit[] = [
  { login: 'registrar', pages: { inbox: '/inbox', done: '/inbox?box=done', services: '/open', cases: '/cases', search: '/search?q=佛山', boards: '/boards', exports: '/own/exports', delegations: '/own/delegations', security: '/own/security', policy: '/policy', parameters: '/policy?part=parameters', clauses: '/policy?part=clauses', 'what-if': '/policy/what-if', 'policy-diff': '/policy/diff', nowhere: '/nowhere' } },
  { login: 'finance', pages: { 'finance-board': '/boards', 'budget-lines': '/lists/budget-lines' } },
  { login: 'founder2', role: '发起人代表', pages: { registration: '/open/association-registration' } },
  { login: 'officer', pages: { purchase: '/open/service-purchase', associations: '/lists/associations', grades: '/lists/grades', eligible: '/lists/eligibility-list', credit: '/lists/credit-lists', functions: '/lists/functions', services: '/lists/service-items', contracts: '/lists/contracts', notices: '/lists/notices' } },
  { login: 'security-admin', pages: { accounts: '/admin/accounts' } },
  { login: 'audit-admin', pages: { audit: '/admin/audit', log: '/admin/log' } },
  { login: 'system-admin', pages: { backups: '/admin/backups' } },
]

test('signing in', async ({ page }) => {
  await page.goto('/workbench/sign-in')
  await settled(page)
  await barrierFree(page)
  await pictures(page, 'sign-in')
})

for (const { login, role, pages } of visits)
  test(`the pages of ${login}`, async ({ page }) => {
    test.setTimeout(60_000 + kPageMs * Object.keys(pages).length)
    await signIn(page, login, role)
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`/workbench${path}`)
      await settled(page)
      await barrierFree(page)
      await pictures(page, name)
    }
  })

test('large type and high contrast keep everything readable', async ({ page }) => {
  await signIn(page, 'registrar')
  await page.getByRole('button', { name: '长者版' }).first().click()
  for (const path of ['/inbox', '/cases', '/open']) {
    await page.goto(`/workbench${path}`)
    await settled(page)
    await barrierFree(page)
  }
})

test('a case, an entry, the dialogs and the wall', async ({ page }) => {
  test.setTimeout(6 * kPageMs)
  await signIn(page, 'registrar')
  await page.goto('/workbench/cases?procedure=association-registration')
  await settled(page)
  await page.locator('tbody a').first().click()
  await expect(page.getByRole('heading', { name: '办理过程' })).toBeVisible()
  await barrierFree(page)
  await pictures(page, 'case')
  await page.getByText('为什么是这一天').first().click()
  await page.getByText('用文字列出各环节').click()
  await barrierFree(page)
  await page.locator('header.bar .person').click()
  await expect(page.getByRole('dialog', { name: '选择岗位' })).toBeVisible()
  await barrierFree(page)
  await page.keyboard.press('Escape')
  await page.goto('/workbench/lists/associations')
  await page.locator('tbody a').first().click()
  await settled(page)
  await barrierFree(page)
  await pictures(page, 'association')
  await page.goto('/workbench/boards')
  await settled(page)
  await page.getByRole('link', { name: '大屏' }).click()
  await expect(page.locator('.wall-page svg').first()).toBeVisible()
  await barrierFree(page)
  await picture(page, 'wall')
})
