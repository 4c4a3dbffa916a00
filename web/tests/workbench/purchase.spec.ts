// A department buys a service: budget line, call, sealed bids, panel, contract, milestones, payment to the fen: by clicking, with
// a login per role.
import { expect, test, type Page } from '@playwright/test'
import { act, acted, barrierFree, whyNot } from './city'
import { evaluate } from './evaluation'
import { choose, find, promise, rows, score, write } from './fields'
import { enrol, enrolExperts, kAssociation, kCompany, kExperts, kFirstDay, kOtherAssociation, kRegistry, register, reportYears } from './history'
import { paper } from './paper'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kTitle = '中小企业行业培训'
const kBidders = [
  ['secretary', kAssociation, '180,000.01', 950],
  ['secretary2', kOtherAssociation, '150,000', 800],
  ['company', kCompany, '170,000', 900],
] as const
let city: Stage
let line = ''
let purchase = ''
const bids: string[] = []

async function handIn(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  return page.url().split('/').at(-1) ?? ''
}

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, 'officer', 'officer2', 'head', 'finance', 'finance-head', 'secretary', 'secretary2', 'company', 'evaluator'])
  await enrolExperts(city)
  await enrol(city, 'company')
  await enrol(city, 'evaluator')
  await register(city, 'secretary', kAssociation, 1)
  await register(city, 'secretary2', kOtherAssociation, 101)
  await city.at('2021-07-01T09:00:00+08:00')
  await reportYears(city, 'secretary', [2020])
  await reportYears(city, 'secretary2', [2020])
  const service = await city.open('officer', 'service-item', { code: 'B0101', name: '行业培训服务', class: 'industry_management', description: '面向中小企业的行业培训', government_duty: true, excluded_kind: 'none' })
  await city.act('head', service, 'propose')
  await city.act('finance-head', service, 'publish')
})
test.afterAll(async () => city?.end())

test('finance opens a budget line of the department', async () => {
  const page = await city.page('finance')
  await page.goto('/workbench/open/budget-line')
  await find(page, '部门', '经济和信息化局')
  await write(page, { 年度: '2021', 预算科目编码: '2150599', 项目名称: '行业公共服务', 金额: '300,000' })
  await expect(page.getByText('30 万元')).toBeVisible()
  await choose(page, { 资金来源: '部门预算' })
  line = await handIn(page)
  await act(await city.pageAt('finance-head', line), '按批准预算下达')
})

test('no budget, no purchase: what is above the line is refused at the field, what fits is planned and the money reserved', async () => {
  let page = await city.page('officer')
  await page.goto('/workbench/open/service-purchase')
  await find(page, '预算项目', '行业公共服务')
  await find(page, '购买服务事项', '行业培训服务')
  await write(page, { 项目名称: kTitle, 预算金额: '300,000.01', 服务需求: '全年不少于二十期培训', 期限: '12' })
  await choose(page, { 购买方式: '项目申请', 面向公众的服务: '是', '内容稳定、连续且资金有保障': '否', 评审专业: '行业管理' })
  await rows(page, '分期目标', 'first\t前十期\t333\t2021-11-30\nsecond\t后十期\t667\t2022-06-30')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const field = page.locator('[data-field="amount_fen"]')
  await expect(field).toContainText('没有预算不得采购')
  await expect(field).toContainText('政府采购法6')
  await barrierFree(page)
  await write(page, { 预算金额: '200,000' })
  purchase = await handIn(page)
  await act(await city.pageAt('head', purchase), '报送财政备案')
  page = await city.pageAt('finance', purchase)
  await act(page, '备案并预留资金')
  await expect(page.locator('.case-head')).toContainText('待发布公告')
})

test('the call is published, two associations and a company bid with their papers', async () => {
  await act(await city.pageAt('head', purchase), '发布采购公告', async (dialog) => {
    await write(dialog, { 截止时刻: '2021-07-12T12:00', 递交地点或方式: '网上提交', 联系部门: '经济和信息化局', 公告正文: '欢迎符合条件的单位响应' })
  })
  for (const [bidder, , price] of kBidders) {
    const page = await city.pageAt(bidder, purchase)
    await page.getByRole('link', { name: /购买服务响应/ }).click()
    await write(page, { 报价: bidder === 'secretary' ? '200,000.01' : price, 服务方案: '分期组织培训，逐期评价', 拟投入人员: '5', 类似业绩: '承办过同类培训' })
    await promise(page, '独立编制')
    await promise(page, '承诺不转包')
    if (bidder === 'secretary') {
      await page.getByRole('button', { name: '提交', exact: true }).click()
      const field = page.locator('[data-field="price_fen"]')
      await expect(field).toContainText('政府采购法36')
      await write(page, { 报价: price })
    }
    bids.push(await handIn(page))
    await page.locator('#upload-bid').setInputFiles({ name: '响应文件.pdf', mimeType: 'application/pdf', buffer: paper })
    await expect(page.getByRole('button', { name: /^响应文件.pdf/ })).toBeVisible()
  }
  const page = await city.pageAt('secretary', bids[0] ?? '')
  await barrierFree(page)
  await narrowAndWide(page, 'bid-with-materials')
})

test('after the deadline the bids are opened, checked, and scored by a panel of five', async () => {
  await city.at('2021-07-12T12:00:00.001+08:00')
  for (const bid of bids)
    await act(await city.pageAt('officer', bid), '资格合格', async (dialog) => {
      await promise(dialog, '材料属实')
      await promise(dialog, '符合承接条件')
    })
  const page = await city.pageAt('officer', purchase)
  await act(page, '完成资格审查')
  await act(page, '抽取评审专家')
  const panel = await city.whoseTurn(purchase, kExperts)
  expect(panel).toHaveLength(5)
  const [one = '', ...others] = panel
  const sheets = await acted(await city.pageAt(one, purchase), '提交评分', async (dialog) => {
    for (const [, name, , permille] of kBidders) {
      await dialog.getByRole('button', { name: new RegExp(name) }).click()
      await score(dialog, permille)
    }
    await promise(dialog, '本人与被评对象无利害关系')
  })
  for (const expert of others) await city.act(expert, purchase, sheets.action, sheets.form)
})

test('the award is announced, the contract offered at the price of the bid, and signed by both', async () => {
  let page = await city.pageAt('officer', purchase)
  await expect(page.getByRole('heading', { name: '评审', exact: true })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'ranking')
  await act(page, '提出拟中标人并公告', async (dialog) => {
    await find(dialog, '拟定申请', kAssociation)
    await write(dialog, { 依据: '综合评分第一' })
  })
  await city.laterByWorkingDays(8)
  page = await city.pageAt('officer', purchase)
  await act(page, '提出合同文本', async (dialog) => {
    await write(dialog, { 合同价: '180,000.02', 起始日: city.day(), 终止日: city.day(360), 验收方式: '分期验收，受训企业参与评价', 违约责任: '逾期按日扣减' })
    await dialog.locator('[data-perform]').click()
    await expect(dialog.locator('[data-field="amount_fen"]')).toContainText('合同价等于中标报价')
    await expect(dialog.locator('[data-field="amount_fen"]')).toContainText('政府采购法46')
    await write(dialog, { 合同价: '180,000.01' })
  })
  await act(await city.pageAt('secretary', purchase), '签署合同', async (dialog) => promise(dialog, '本单位同意并签署'))
  page = await city.pageAt('head', purchase)
  await act(page, '签署合同', async (dialog) => promise(dialog, '本单位同意并签署'))
  await expect(page.locator('.case-head')).toContainText('履约中')
})

test('a milestone is reported and accepted; a payment above the commitment is refused, the right one is booked', async () => {
  await city.at('2021-11-30T09:00:00+08:00')
  await act(await city.pageAt('secretary', purchase), '提交履约报告', async (dialog) => {
    await find(dialog, '分期目标', '前十期')
    await write(dialog, { 完成情况: '完成前十期' })
  })
  const reason = await whyNot(await city.pageAt('officer', purchase), '验收合格')
  await expect(reason).toContainText('验收人不是经办采购或签订合同的人')
  await expect(reason).toContainText('政府采购法61')
  await act(await city.pageAt('officer2', purchase), '验收合格', async (dialog) => {
    await find(dialog, '分期目标', '前十期')
    await write(dialog, { 验收情况: '完成目标，学员评价良好' })
    await choose(dialog, { 服务对象参与验收: '是' })
  })

  let page = await city.pageAt('finance', purchase)
  await act(page, '支付', async (dialog) => {
    await find(dialog, '分期目标', '前十期')
    await write(dialog, { 金额: '180,000.02', 支付凭证号: '凭证1号' })
    await dialog.locator('[data-perform]').click()
    const field = dialog.locator('[data-field="amount_fen"]')
    await expect(field).toContainText('累计支付不超过合同承诺金额')
    await expect(field).toContainText('政府采购法6')
    await barrierFree(page)
    await narrowAndWide(page, 'payment-refused')
    await write(dialog, { 金额: '59,940' })
  })
  await expect(page.getByRole('heading', { name: '账目' })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'purchase-being-performed')

  page = await city.page('finance')
  await page.goto(`/workbench/lists/budget-lines/${line}`)
  await expect(page.getByRole('row').filter({ hasText: '支付' })).toContainText('59,940.00')
  await barrierFree(page)
  await narrowAndWide(page, 'budget-line-with-entries')
  await page.goto(`/workbench/lists/contracts/${purchase}`)
  await expect(page.getByText('前十期')).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'contract-with-milestones')
})

test('the second milestone takes the rest to the fen; an evaluator reports, and the purchase is closed', async () => {
  await city.at('2022-06-28T09:00:00+08:00')
  await act(await city.pageAt('secretary', purchase), '提交履约报告', async (dialog) => {
    await find(dialog, '分期目标', '后十期')
    await write(dialog, { 完成情况: '完成后十期' })
  })
  await act(await city.pageAt('officer2', purchase), '验收合格', async (dialog) => {
    await find(dialog, '分期目标', '后十期')
    await write(dialog, { 验收情况: '完成目标' })
    await choose(dialog, { 服务对象参与验收: '是' })
  })
  await act(await city.pageAt('finance', purchase), '支付', async (dialog) => {
    await find(dialog, '分期目标', '后十期')
    await write(dialog, { 金额: '120,060.01', 支付凭证号: '凭证2号' })
  })
  await evaluate(city, purchase, 950, 'evaluation-of-a-purchase')

  let page = await city.pageAt('head', purchase)
  await act(page, '公布结果并结项')
  await expect(page.locator('.case-head')).toContainText('已结项')
  page = await city.page('finance')
  await page.goto(`/workbench/lists/contracts/${purchase}`)
  await expect(page.locator('.tag').filter({ hasText: '已完成' })).toBeVisible()
  const second = page.getByRole('row').filter({ hasText: '后十期' })
  await expect(second).toContainText('66.7 %')
  await expect(second).toContainText('120,060.01')
  await expect(second).toContainText('已支付')
  await page.goto(`/workbench/lists/budget-lines/${line}`)
  const paid = page.getByRole('row').filter({ hasText: '支付' })
  await expect(paid.filter({ hasText: '后十期' })).toContainText('120,060.01')
  await expect(paid.filter({ hasText: '前十期' })).toContainText('59,940.00')
})
