// A company finds on the portal who does a function, applies from there, is reviewed by the association and rated by the
// department, finds its certificate and says how it was served: by clicking, with a login per role.
import { expect, test, type Page } from '@playwright/test'
import { act, barrierFree } from './city'
import { choose, find, pick, promise, rows, write } from './fields'
import { appointCommittee, enrol, enrolExperts, kAssociation, kCompany, kExperts, kFirstDay, kMembers, kRegistry, register, reportYears } from './history'
import { grade, holdFunction, publishConditions, scoreFully } from './holder'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kItem = '企业信用评级初审'
const kCertificate = '202100101100001'
let city: Stage
let rating = ''

/** A page of the portal is looked at as everybody sees it, also on a phone. */
async function looked(page: Page, name: string): Promise<void> {
  await barrierFree(page)
  await narrowAndWide(page, name)
}

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, ...kMembers, 'assessment', 'committee', 'officer', 'head', 'reform', 'legal', 'secretary', 'company'])
  await enrolExperts(city)
  await register(city, 'secretary', kAssociation, 1)
  await city.at('2021-05-20T09:00:00+08:00')
  await reportYears(city, 'secretary', [2019, 2020])
  await appointCommittee(city)
  await grade(city, 'secretary')
  await enrol(city, 'company')
  const { item } = await holdFunction(city, 'secretary', kItem)
  await publishConditions(city, 'secretary', item, 'credit-rating')
})
test.afterAll(async () => city?.end())

test('on the portal a company finds who does the function, and goes from there to the form', async () => {
  const page = await city.page('company')
  await page.goto('/functions')
  await page.getByRole('link', { name: kItem }).click()
  await page.getByRole('link', { name: '企业向承接方申请办理' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '向行业协会商会申请办理' })).toBeVisible()
  await looked(page, 'portal-apply')
  // And back.
  await page.getByRole('navigation', { name: '当前位置' }).getByRole('link', { name: kItem }).click()
  await page.getByRole('link', { name: '企业向承接方申请办理' }).click()
  await page.getByRole('link', { name: /^在线申请/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: '企业信用评级' })).toBeVisible()
  await expect(page.locator('[data-field="item"]')).toContainText(kItem)
  await rows(page, '最近三个完整会计年度', '2020\t3000000\n2019\t2000000\n2018\t1000000')
  await choose(page, { 持续经营: '是' })
  await page.locator('[data-field="main_business"]').getByRole('textbox').fill('建筑陶瓷')
  await write(page, { 主要产品: '地砖', 联系电话: '0757-83330010' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  rating = page.url().split('/').at(-1) ?? ''
})

test('its desk shows what runs, what it can apply for and what it holds', async () => {
  const page = await city.page('company')
  await page.goto('/workbench/desk')
  await expect(page.getByRole('region', { name: '在办的办件' })).toContainText('待受理')
  await looked(page, 'company-desk')
})

test('the association accepts for the published price, checks and draws its reviewers', async () => {
  const page = await city.page('secretary')
  await page.goto('/workbench/desk')
  await expect(page.getByRole('row').filter({ hasText: kCompany })).toBeVisible()
  await looked(page, 'association-desk')
  await page.getByRole('row').filter({ hasText: kCompany }).getByRole('link').click()
  await act(page, '受理', async (dialog) => write(dialog, { 实际收费: '500' }))
  await act(page, '材料合格', async (dialog) => {
    await write(dialog, { 意见: '材料齐全' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(page, '记录核查', async (dialog) => {
    await choose(dialog, { 方式: '现场核查' })
    await write(dialog, { 日期: city.day(), 核查情况: '现场与申报一致' })
  })
  await act(page, '抽取评审专家')
  await scoreFully(city, rating, 'credit-rating')
  await act(await city.pageAt('secretary', rating), '公示初评结果')
  await expect(page.locator('.case-head')).toContainText('初评公示')
})

test('the department decides and publishes; the certificate has its number', async () => {
  await city.laterByWorkingDays(6)
  await act(await city.pageAt('head', rating), '决定信用等级', async (dialog) => {
    await pick(dialog, '信用等级', 'AA 信用好')
    await write(dialog, { 理由: '初评意见充分' })
    await promise(dialog, '已告知救济途径')
  })
  const page = await city.pageAt('officer', rating)
  await act(page, '公布并发证')
  await expect(page.locator('.case-head')).toContainText('证书有效')
  const company = await city.page('company')
  await company.goto('/workbench/desk')
  await expect(company.getByRole('region', { name: '结果和证书' })).toContainText(kCertificate)
  await looked(company, 'company-desk-with-result')
})

test('everybody finds the result; the company says how it was served', async () => {
  const page = await city.page('company')
  await page.goto(`/results?number=${kCertificate}`)
  await expect(page.getByRole('article').filter({ hasText: kCompany })).toContainText(kCertificate)
  await looked(page, 'portal-results')
  await page.goto('/statistics')
  await looked(page, 'portal-statistics')
  await page.goto('/functions')
  await page.getByRole('link', { name: kItem }).click()
  await page.getByRole('link', { name: '评价这项服务' }).click()
  await choose(page, { 评价: '非常满意' })
  await find(page, '所评价的办件', kCompany)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await page.goto('/functions')
  await page.getByRole('link', { name: kItem }).click()
  await expect(page.getByRole('article')).toContainText('100')
})

test("the department's board counts the association's work and leads to its list", async () => {
  const page = await city.page('officer')
  await page.goto('/workbench/boards/functions')
  const chart = page.locator('figure').filter({ hasText: '各协会近一年履职按时率' })
  await chart.getByRole('button', { name: /^数据表/ }).click()
  await expect(chart.getByRole('row').filter({ hasText: kAssociation })).toContainText('100 %')
  await looked(page, 'functions-board')
  await chart.getByRole('link', { name: kAssociation }).click()
  await expect(page.getByRole('heading', { level: 1, name: '履职办件' })).toBeVisible()
  await looked(page, 'work-list')
})
