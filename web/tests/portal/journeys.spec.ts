// What people come for, without script: by clicking and by keyboard, in both languages, large and on a phone.
import { expect, test } from '@playwright/test'

test.use({ javaScriptEnabled: false })

test('an association is found by its name and shown with its history', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('searchbox').fill('行业协会')
  await page.getByRole('button', { name: '搜索' }).click()
  await page
    .locator('section', { has: page.getByRole('heading', { name: '行业协会商会名录' }) })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByRole('heading', { name: '登记变动' })).toBeVisible()
  await page.getByRole('link', { name: '查看当时的完整情况' }).last().click()
  await expect(page.getByText('不是现在的情况')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('as_of')).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})

test('filters stand in the address and survive the next page and the other language', async ({ page }) => {
  await page.goto('/associations')
  await page.getByLabel('状态').selectOption('active')
  await page.getByRole('button', { name: '查询' }).click()
  expect(new URL(page.url()).searchParams.get('status')).toBe('active')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/en\/associations\?.*status=active/)
  await expect(page.getByLabel('State')).toHaveValue('active')
})

test('from a clause to the rule, the cases and one act', async ({ page }) => {
  await page.goto('/policy')
  await page.getByRole('link', { name: '三(二)2' }).last().click()
  await expect(page.getByRole('heading', { name: '在系统里，这一条这样执行' })).toBeVisible()
  await page.getByRole('link', { name: '这一条的公开办件' }).click()
  await page.locator('main article').first().getByRole('link').click()
  await page.locator('.timeline').getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: '日志里写着' })).toBeVisible()
})

test('a service guide has its blocks and a blank form to print', async ({ page }) => {
  await page.goto('/guide')
  await page.getByRole('link', { name: /行业协会商会成立登记/ }).click()
  for (const block of ['办理条件', '申请材料', '办理步骤', '办理结果', '依据', '监督投诉'])
    await expect(page.getByRole('heading', { name: block })).toBeVisible()
  await expect(page.getByRole('link', { name: '在线办理' })).toBeVisible()
  await page.getByRole('link', { name: '空白表格（可打印）' }).click()
  await expect(page.getByText('业务范围').first()).toBeVisible()
})

test('a wrong number and code tell nothing', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('办件编号').fill('佛民登〔2026〕99999号')
  await page.getByLabel('查询码').fill('00000000')
  await page.getByRole('button', { name: '查进度' }).click()
  await expect(page.getByRole('alert')).toHaveText('编号与查询码不符，请核对后再试。')
})

test('the large display is kept from page to page and can be left', async ({ page }) => {
  await page.goto('/associations?status=active')
  await page.getByRole('link', { name: '长者版' }).click()
  await expect(page).toHaveURL(/\/associations\?status=active/)
  await expect(page.locator('html')).toHaveAttribute('data-display', 'large')
  await page.goto('/policy')
  await expect(page.locator('html')).toHaveAttribute('data-display', 'large')
  await page.getByRole('link', { name: '返回标准版' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-display')
})

test('a page that is not there is a page', async ({ page }) => {
  const answer = await page.goto('/en/nothing-here')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('link', { name: 'Back to the first page' })).toBeVisible()
})
