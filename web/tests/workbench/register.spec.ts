// What a registrar and an association's secretary do with the register: a list comes in, a roll is read, who stands on a
// list is seen, and a yearly report is checked while it is typed.
import { expect, test } from '@playwright/test'
import { barrierFree } from './city'
import { group } from './fields'
import { as } from './service'
import { narrowAndWide } from './pictures'

const kHeading = '名称,类型,登记地代码,行业代码,登记证号（无信用代码的）,成立登记日期'
const kGood = '佛山市试验存量行业协会'
const list = (lines: string[]) => Buffer.from(`\uFEFF${[kHeading, ...lines].join('\n')}\n`)

test('a list comes in: the dry run names each fault by line, then only the good rows are entered', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/imports')
    await expect(page.getByRole('link', { name: '下载模板（Excel）' })).toHaveAttribute('href', /register-entry/)
    const lines = [`${kGood},行业协会,440600,307,粤佛社证〔2009〕9001号,2009-05-06`, '佛山市试验未来行业协会,行业协会,440600,9999,粤佛社证〔2009〕9002号,2199-01-01']
    await page.locator('input[type=file]').setInputFiles({ name: '存量.csv', mimeType: 'text/csv', buffer: list(lines) })
    const line = page.getByRole('article').filter({ hasText: '存量.csv' }).first()
    await expect(line).toContainText('可录入 1 行')
    await expect(line).toContainText('有误 1 行')
    await line.getByRole('button', { name: /查看 1 行错误/ }).click()
    await expect(line.getByRole('row').filter({ hasText: '不是目录中的代码' })).toContainText('3')
    await barrierFree(page)
    await narrowAndWide(page, 'imports')
    await line.getByRole('button', { name: '只录入无误的 1 行' }).click()
    await expect(line.locator('.tag')).toHaveText('已录入')
    await page.goto(`/workbench/lists/associations?q=${encodeURIComponent('试验存量')}`)
    await expect(page.getByRole('link', { name: kGood })).toBeVisible()
    // The same file again enters nothing twice.
    await page.goto('/workbench/imports')
    await page.locator('input[type=file]').setInputFiles({ name: '再次.csv', mimeType: 'text/csv', buffer: list(lines.slice(0, 1)) })
    await expect(page.getByRole('article').filter({ hasText: '再次.csv' }).first()).toContainText('此前已录入 1 行')
  })
})

test('the registry reads who is on a roll and what links associations, strangers read how many', async ({ browser }) => {
  let entry = ''
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/lists/associations')
    await page.locator('table.records tbody tr').last().getByRole('link').first().click()
    await expect(page.getByRole('heading', { name: '会员名册' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: '入会日期' })).toBeVisible()
    await expect(page.getByRole('heading', { name: '与其他行业协会商会的关联' })).toBeVisible()
    entry = new URL(page.url()).pathname
    await barrierFree(page)
    await narrowAndWide(page, 'roll')
    await page.getByLabel('名册日期').fill('2001-01-01')
    await page.getByRole('button', { name: '查看', exact: true }).click()
    await expect(page.getByText('2001-01-01 共有会员 0 家')).toBeVisible()
  })
  await as(browser, 'citizen', '', async (page) => {
    await page.goto(entry)
    await expect(page.getByText('名单仅本会和登记机关可见。')).toBeVisible()
    await expect(page.getByRole('heading', { name: '与其他行业协会商会的关联' })).toBeHidden()
  })
})

test('who stands on the abnormal and the serious list is a list of its own', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/lists/credit-lists')
    await expect(page.getByRole('heading', { name: '异常与失信名单' })).toBeVisible()
    await barrierFree(page)
  })
})

test('a yearly report knows the register, and its sums are checked as they are typed', async ({ browser }) => {
  await as(browser, 'founder1', 'association_secretary', async (page) => {
    await page.goto('/workbench/open/annual-report')
    await expect(page.getByLabel(/^名称/).first()).not.toHaveValue('')
    await expect(page.getByRole('navigation', { name: '本表各部分' }).getByRole('link')).not.toHaveCount(0)
    const staff = group(page, '一（续）、工作人员和内设机构')
    const rule = page.getByRole('listitem').filter({ hasText: '工作人员总数等于专职与兼职之和' })
    await staff.getByLabel(/^工作人员总数/).fill('5')
    await staff.getByLabel(/^专职 ?(必填)?$/).fill('1')
    await staff.getByLabel(/^兼职/).fill('1')
    await staff.getByLabel(/^兼职/).blur()
    await expect(rule).toContainText('未满足')
    await staff.getByLabel(/^兼职/).fill('4')
    await staff.getByLabel(/^兼职/).blur()
    await expect(rule.locator('.tag')).toHaveText('满足')
    await barrierFree(page)
    await narrowAndWide(page, 'annual-report')
  })
})
