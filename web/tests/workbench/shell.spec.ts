// Language, large type, keys, the end of a session, and the three administrators apart.
import { expect, test } from '@playwright/test'
import { trimmed } from '../../api/trimmed.mjs'
import kept from '../../api/openapi.json' with { type: 'json' }
import { signIn } from './city'

test('the types of the client are those of the program', async ({ request }) => {
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as object
  expect(trimmed(document), 'npm run api').toEqual(kept)
})

test('one switches to English and to large type, and both stay', async ({ page }) => {
  await signIn(page, 'registrar')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible()
  await page.getByRole('button', { name: 'Large type' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-display', 'large')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('the inbox is walked by j, k and Enter, and its counts are those of the lists', async ({ page }) => {
  await signIn(page, 'registrar')
  await page.goto('/workbench/inbox?box=done')
  await expect(page.locator('.box.done .figure')).not.toHaveText('—')
  const count = Number(await page.locator('.box.done .figure').innerText())
  await expect(page.getByText(`共 ${count.toLocaleString('en-US')} 条`)).toBeVisible()
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  const title = await page.locator('tr[data-current=true] a').first().innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
})

test('filters stand in the address and come back with it', async ({ page }) => {
  await signIn(page, 'registrar')
  await page.goto('/workbench/cases')
  await page.getByRole('combobox', { name: '事项' }).selectOption({ label: '行业协会商会成立登记' })
  await expect(page).toHaveURL(/procedure=association-registration/)
  await page.reload()
  await expect(page.getByRole('combobox', { name: '事项' })).toHaveValue('association-registration')
})

test('a session that ends under an open page is begun again over it, and the page goes on', async ({ page, context }) => {
  await signIn(page, 'registrar')
  // What the page asks for by itself has come before the session ends; whether anything waits depends on the city.
  const counted = page.waitForResponse((answer) => answer.url().includes('/api/v1/inbox/counts'))
  await page.goto('/workbench/cases')
  await expect(page.getByRole('table', { name: '办件查询' })).toBeVisible()
  await counted
  await context.clearCookies()
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '收件箱' }).click()
  const dialog = page.getByRole('dialog', { name: '登录已失效' })
  await dialog.getByLabel('登录名').fill('registrar')
  await dialog.getByLabel('密码').fill(process.env.GUILDHALL_PASSWORD ?? '')
  await dialog.getByRole('button', { name: '登录', exact: true }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('table', { name: '待办' })).toBeVisible()
})

test('a wrong password is told with the request to quote', async ({ page }) => {
  await page.goto('/workbench/sign-in')
  await page.getByLabel('登录名').fill('registrar')
  await page.getByLabel('密码').fill('not the password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('登录名或密码不正确')
  await expect(page.getByRole('alert')).toContainText('请求编号')
})

test('each administrator has their own pages, and no other', async ({ page }) => {
  await signIn(page, 'security-admin')
  const navigation = page.getByRole('navigation', { name: '主导航' })
  await expect(navigation.getByRole('link', { name: '账号与岗位' })).toBeVisible()
  await expect(navigation.getByRole('link', { name: '审计日志' })).toHaveCount(0)
  await page.goto('/workbench/admin/audit')
  await expect(page.getByRole('alert').first()).toBeVisible()
})

test('the audit administrator sees that the chain holds', async ({ page }) => {
  await signIn(page, 'audit-admin')
  await page.goto('/workbench/admin/audit')
  await page.getByRole('button', { name: '校验哈希链' }).click()
  await expect(page.getByText('哈希链完整')).toBeVisible()
})
