// A firm's credit rating from its desk to the certificate: conditions published, applied for, reviewed by the association that
// holds the function, decided by the department; by clicking, with a login per role.
import { expect, test } from '@playwright/test'
import { act, barrierFree } from './city'
import { choose, find, promise, rows, score, write } from './fields'
import { holdFunction } from './held'
import { enrol, kCompany, kExperts, kFirstDay, kMembers, kRegistry } from './history'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kItem = '企业信用评级初审'
let city: Stage
let rating = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, ...kMembers, 'assessment', 'committee', 'officer', 'head', 'reform', 'secretary', 'company'])
  await holdFunction(city, kItem)
  await enrol(city, 'company')
})
test.afterAll(async () => city?.end())

test('the association publishes its conditions; asking for membership is refused at the field', async () => {
  const page = await city.page('secretary')
  await page.goto('/workbench/open/work-terms')
  await find(page, '职能事项', kItem)
  await choose(page, { 办理事项: '企业信用评级初审', 要求入会: '是', 要求参加培训: '否' })
  await write(page, { 办理条件: '三个完整会计年度、持续经营；会员与非会员同等办理', 收费标准: '500', 承诺时限: '30' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page.getByText('不以入会为条件').first()).toBeVisible()
  await barrierFree(page)
  await choose(page, { 要求入会: '否' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  const terms = page.url().split('/').at(-1) ?? ''
  await act(await city.pageAt('head', terms), '确认并公布', async (dialog) => write(dialog, { 理由: '条件和价格与协议一致' }))
})

test('the firm finds on its desk what it can apply for, and applies', async () => {
  const page = await city.page('company')
  await page.goto('/workbench/desk')
  await expect(page.getByRole('heading', { name: '可以申请的事项' })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'company-desk')
  await page.getByRole('link', { name: /^申请 企业信用评级/ }).click()
  await expect(page.getByRole('heading', { name: '办理条件' })).toBeVisible()
  await find(page, '向哪项职能的承接方申请', kItem)
  await write(page, { 主营业务: '技术培训', 主要产品: '培训课程', 联系电话: '0757-83330010' })
  await choose(page, { 持续经营: '是' })
  await rows(page, '最近三个完整会计年度', '2020\t3000000\n2019\t2000000\n2018\t1000000')
  await barrierFree(page)
  await narrowAndWide(page, 'rating-application')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  rating = page.url().split('/').at(-1) ?? ''
})

test('the association finds it on its desk in its place in the queue, checks it and draws the reviewers', async () => {
  const page = await city.page('secretary')
  await page.goto('/workbench/desk')
  await expect(page.getByRole('region', { name: '在办的履职办件' }).getByText(kCompany).first()).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'holder-desk')
  await page.locator(`a[href$="/cases/${rating}"]`).first().click()
  await act(page, '受理', async (dialog) => {
    await write(dialog, { 实际收费: '500.01' })
    await dialog.locator('[data-perform]').click()
    await expect(dialog).toContainText('收费不超过公布的标准')
    await write(dialog, { 实际收费: '500' })
  })
  await act(page, '材料合格', async (dialog) => {
    await write(dialog, { 意见: '材料齐全' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(page, '记录核查', async (dialog) => {
    await choose(dialog, { 方式: '现场核查' })
    await write(dialog, { 日期: city.day(), 核查情况: '现场与申报一致' })
  })
  await act(page, '抽取评审专家')
  await expect(page.locator('.case-head')).toContainText('专家初审')
})

test('three reviewers score, the first result is public, and the department decides', async () => {
  const panel = await city.whoseTurn(rating, kExperts)
  expect(panel).toHaveLength(3)
  for (const expert of panel)
    await act(await city.pageAt(expert, rating), '提交评分', async (dialog) => {
      await score(dialog, 850)
      await promise(dialog, '本人与被评对象无利害关系')
    })
  await act(await city.pageAt('secretary', rating), '公示初评结果')
  await city.laterByWorkingDays(5)
  let page = await city.page('head')
  await page.goto('/workbench/desk')
  await expect(page.getByRole('region', { name: '各职能办理情况' }).getByText(kItem).first()).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'department-desk')
  page = await city.pageAt('head', rating)
  await act(page, '决定信用等级', async (dialog) => {
    await dialog.getByRole('combobox', { name: /^信用等级/ }).click()
    await page.getByRole('option', { name: 'AA 信用好', exact: true }).click()
    await write(dialog, { 理由: '初评意见充分' })
    await promise(dialog, '已告知救济途径')
  })
  await act(await city.pageAt('officer', rating), '公布并发证')
})

test('the certificate stands on the desk of the firm, in the list of results and on the portal', async () => {
  let page = await city.page('company')
  await page.goto('/workbench/desk')
  await expect(page.getByText('202100101100001').first()).toBeVisible()
  await narrowAndWide(page, 'company-desk-with-certificate')
  await page.goto('/workbench/lists/results')
  await expect(page.getByText('202100101100001').first()).toBeVisible()
  await barrierFree(page)
  page = await city.page('company')
  for (const [path, title] of [['/results', '履职结果登记册'], ['/apply', '向行业协会商会申请办理'], ['/statistics', '行业统计']] as const) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await barrierFree(page)
    await narrowAndWide(page, `portal${path.replace('/', '-')}`)
  }
})
