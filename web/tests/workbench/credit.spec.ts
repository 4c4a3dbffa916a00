// What the registry does where something went wrong: a penalty from the lead to its closure, a check on cause, a listing with its
// defence and removal, a yearly report and its review; by clicking, with a login per role.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { act, barrierFree } from './city'
import { choose, find, group, promise, write } from './fields'
import { kAssociation, kFirstDay, kOtherAssociation, kRegistry, register, yearlyReport } from './history'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
let city: Stage
let penalty = ''
let check = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, 'secretary', 'secretary2'])
  await register(city, 'secretary', kAssociation, 1)
  await register(city, 'secretary2', kOtherAssociation, 101)
  await city.at('2021-03-01T09:00:00+08:00')
})
test.afterAll(async () => city?.end())

/** One of a long list of choices. */
async function pick(page: Page, scope: Page | Locator, label: string, option: string): Promise<void> {
  await scope.getByRole('combobox', { name: new RegExp(`^${label}`) }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
async function tick(scope: Page | Locator, label: string, options: string[]): Promise<void> {
  for (const option of options) await group(scope, label).getByRole('checkbox', { name: option, exact: true }).check()
}
async function handIn(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  return page.url().split('/').at(-1) ?? ''
}
const inState = (page: Page, state: string) => expect(page.locator('.case-head')).toContainText(state)
const agree = async (dialog: Locator) => {
  await write(dialog, { 意见: '事实清楚，同意' })
  await choose(dialog, { 是否同意: '是' })
}

test('a lead becomes a case, two officers investigate, and the party is told what is intended', async () => {
  let page = await city.page('registrar')
  await page.goto('/workbench/open/penalty')
  await find(page, '组织', kAssociation)
  await choose(page, { 线索来源: '投诉举报' })
  await pick(page, page, '违法行为', '违规收费、筹资')
  await write(page, { 违法行为终了日期: city.day(-30), 发现日期: city.day(-3), 线索内容: '收到投诉，附缴费凭证' })
  await barrierFree(page)
  await narrowAndWide(page, 'penalty-intake')
  penalty = await handIn(page)

  page = await city.pageAt('reviewer', penalty)
  await act(page, '审核立案', agree)
  page = await city.pageAt('registry-head', penalty)
  await act(page, '批准立案')
  for (const officer of ['registrar', 'registrar2']) {
    page = await city.pageAt(officer, penalty)
    await act(page, '签署调查报告', async (dialog) => {
      await write(dialog, { 调查日期: city.day(), 调查情况和证据: '票据和询问笔录一致' })
      await choose(dialog, { 违法事实成立: '是' })
    })
  }
  page = await city.pageAt('reviewer', penalty)
  await act(page, '审核调查终结', agree)
  page = await city.pageAt('registry-head', penalty)
  await act(page, '批准终结，拟予处罚')
  page = await city.pageAt('registrar', penalty)
  await act(page, '发出事先告知', async (dialog) => {
    await tick(dialog, '处罚种类', ['罚款'])
    await choose(dialog, { 罚款基数: '违法经营额' })
    await dialog.locator('[data-field="fine_fen"] input').fill('10000')
    await write(dialog, { 违法经营额或违法所得: '10000', 事实和理由: '违规收费事实清楚', 处罚依据: '《社会团体登记管理条例》第三十条' })
    await barrierFree(dialog.page())
  })
  await inState(page, '已告知')
})

test('the party asks for a hearing, whose time takes none of the ninety days', async () => {
  let page = await city.pageAt('secretary', penalty)
  await act(page, '要求听证', async (dialog) => write(dialog, { 陈述意见: '对数额有异议' }))
  page = await city.pageAt('reviewer', penalty)
  await expect(page.getByText('听证期间不计入办案期限').first()).toBeAttached()
  await act(page, '通知听证', async (dialog) => write(dialog, { 听证日期: city.day(14), 地点: '一号会议室', 主持人: '主持人甲' }))
  await city.laterByWorkingDays(10)
  page = await city.pageAt('reviewer', penalty)
  await act(page, '记录听证', async (dialog) => write(dialog, { 举行日期: city.day(), 听证情况: '双方陈述、质证' }))
  page = await city.pageAt('registrar', penalty)
  await act(page, '提交决定草案', async (dialog) => {
    await tick(dialog, '处罚种类', ['罚款'])
    await choose(dialog, { 罚款基数: '违法经营额' })
    await dialog.locator('[data-field="fine_fen"] input').fill('10000')
    await write(dialog, { 违法经营额或违法所得: '10000', '事实、理由和依据': '违规收费' })
  })
  page = await city.pageAt('reviewer', penalty)
  await act(page, '审核决定草案', agree)
  page = await city.pageAt('registry-head', penalty)
  await act(page, '作出处罚决定', async (dialog) => {
    await write(dialog, { 理由: '同意草案' })
    await promise(dialog, '已告知复议')
  })
  page = await city.pageAt('registrar', penalty)
  await act(page, '送达', async (dialog) => {
    await write(dialog, { 送达日期: city.day() })
    await choose(dialog, { 送达方式: '直接送达' })
  })
  await inState(page, '执行中')
})

test('paid twenty-five days late it costs three per cent a day more, and closes only when that is paid too', async () => {
  const served = city.day()
  await city.at(new Date(Date.parse(`${served}T09:00:00+08:00`) + 40 * 86_400_000).toISOString())
  let page = await city.pageAt('registrar', penalty)
  await act(page, '登记缴款', async (dialog) => write(dialog, { 缴款日期: city.day(), 缴纳罚款: '10000', 缴纳加处罚款: '0', 票据号: '示例0001' }))
  const fine = page.getByRole('region', { name: '罚款' })
  await expect(fine).toContainText('加处罚款')
  await barrierFree(page)
  await narrowAndWide(page, 'penalty-fine')
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: /^申请结案/ }).click({ force: true })
  await expect(page.getByText('加处罚款已缴清').first()).toBeVisible()
  const rest = (await fine.locator('[data-late-unpaid]').getAttribute('data-late-unpaid')) ?? '0'
  await page.reload()
  await act(page, '登记缴款', async (dialog) => write(dialog, { 缴款日期: city.day(), 缴纳罚款: '0', 缴纳加处罚款: String(Number(rest) / 100), 票据号: '示例0002' }))
  await act(page, '申请结案', async (dialog) => write(dialog, { 执行完毕日期: city.day(), 执行情况: '罚款和加处罚款已缴清' }))
  page = await city.pageAt('reviewer', penalty)
  await act(page, '审核结案', agree)
  page = await city.pageAt('registry-head', penalty)
  await act(page, '批准结案')
  await inState(page, '已结案')
})

test('a fine below fifty thousand proposes a listing: told, heard, listed, and left by clicking', async () => {
  const found = (await city.demand('registrar', 'GET', '/api/v1/cases?procedure=abnormal-listing')).items as { id: string }[]
  const listing = found[0]?.id ?? ''
  let page = await city.pageAt('registrar', listing)
  await act(page, '告知拟列入名录')
  page = await city.pageAt('secretary', listing)
  await act(page, '陈述申辩', async (dialog) => write(dialog, { 陈述意见: '已缴清罚款' }))
  page = await city.pageAt('registry-head', listing)
  await act(page, '列入名录', async (dialog) => {
    await write(dialog, { 理由: '受不满五万元罚款' })
    await promise(dialog, '已告知复议')
  })
  await inState(page, '在活动异常名录')
  await narrowAndWide(page, 'listing')
  page = await city.page('registrar')
  await page.goto('/workbench/lists/credit-lists')
  await expect(page.getByRole('row').filter({ hasText: kAssociation })).toContainText('受警告或低于严重失信数额的罚款')
  await barrierFree(page)
  await narrowAndWide(page, 'credit-lists')
  await city.at('2021-12-06T09:00:00+08:00')
  page = await city.pageAt('secretary', listing)
  await act(page, '申请移出', async (dialog) => write(dialog, { 整改或申请说明: '已满六个月' }))
  page = await city.pageAt('registrar', listing)
  await act(page, '核实属实', async (dialog) => write(dialog, { 核实日期: city.day(), 核实情况: '属实' }))
  page = await city.pageAt('registry-head', listing)
  await act(page, '移出名录', async (dialog) => write(dialog, { 理由: '期限已满' }))
  await inState(page, '已移出')
})

test('an association is checked on cause by two inspectors, and corrects what they found', async () => {
  let page = await city.page('registrar')
  await page.goto('/workbench/open/spot-check')
  await find(page, '被抽查单位', kOtherAssociation)
  await pick(page, page, '专项抽查缘由', '投诉举报')
  await write(page, { 抽查内容: '会费收取和票据' })
  await barrierFree(page)
  await narrowAndWide(page, 'spot-check-opening')
  check = await handIn(page)
  page = await city.pageAt('registry-head', check)
  await act(page, '确定检查人员并发出通知', async (dialog) => {
    await find(dialog, '检查人员', '登记员甲')
    await find(dialog, '检查人员', '登记员乙')
    await choose(dialog, { 方式: '实地检查' })
    await write(dialog, { 检查日期: city.day() })
  })
  for (const inspector of ['registrar', 'registrar2']) {
    page = await city.pageAt(inspector, check)
    await act(page, '签署检查记录', async (dialog) => {
      await write(dialog, { 检查日期: city.day(), 检查情况: '票据不规范' })
      await promise(dialog, '已出示证件')
      await choose(dialog, { 检查结果: '发现问题，需整改' })
    })
  }
  page = await city.pageAt('registry-head', check)
  await act(page, '告知并公布结果', async (dialog) => write(dialog, { 结果说明: '限期整改', 整改期限: city.day(30) }))
  page = await city.pageAt('secretary2', check)
  await act(page, '报告整改情况', async (dialog) => dialog.getByRole('textbox').first().fill('票据已规范'))
  page = await city.pageAt('registrar', check)
  await act(page, '整改合格', agree)
  await inState(page, '已办结')
  await narrowAndWide(page, 'spot-check')
})

test('the round of reports says who is missing; a report is proofread, handled, reviewed and concluded', async () => {
  await city.at('2022-01-10T09:00:00+08:00')
  await city.open('registrar', 'annual-report-round', { year: 2021 })
  await city.at('2022-06-06T09:00:00+08:00')
  const report = await city.open('secretary', 'annual-report', yearlyReport(2021))
  let page = await city.pageAt('registrar', report)
  await act(page, '校对通过', agree)
  for (const [login, title] of [['registrar2', '提出审核意见'], ['reviewer', '科室审核']] as const) {
    page = await city.pageAt(login, report)
    await act(page, title, async (dialog) => {
      await write(dialog, { 意见: '勾稽关系一致' })
      await choose(dialog, { 拟定结论: '合格' })
    })
  }
  page = await city.pageAt('registry-head', report)
  await narrowAndWide(page, 'report-review')
  await act(page, '作出结论', async (dialog) => {
    await choose(dialog, { 结论: '合格' })
    await write(dialog, { 理由: '内容完整' })
    await promise(dialog, '已告知复议')
  })
  await inState(page, '已作结论')

  page = await city.page('registrar')
  await page.goto('/workbench/boards/annual_reports')
  await expect(page.getByRole('heading', { name: '年度报告工作' })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'report-board')
  await page.getByRole('link', { name: /^逾期未报/ }).first().click()
  const line = page.getByRole('row').filter({ hasText: kOtherAssociation })
  await expect(line).toContainText('逾期未报')
  await expect(line).toContainText('佛民异')
  await page.goto('/workbench/lists/annual-reports')
  await expect(page.getByRole('row').filter({ hasText: kAssociation })).toContainText('合格')
  await barrierFree(page)
  await narrowAndWide(page, 'report-round')
})
