// From a department's list to the published catalogue: a function is entered, split, confirmed for a batch, examined and published:
// by clicking, with a login per role.
import { expect, test } from '@playwright/test'
import { act, barrierFree } from './city'
import { choose, find, rows, write } from './fields'
import { narrowAndWide, settled } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kBatch = '第一批职能转移目录'
const kFunction = '陶瓷企业资质管理'
let city: Stage
let inventory = ''
let batch = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, '2020-03-02T09:00:00+08:00', ['officer', 'head', 'reform', 'legal'])
})
test.afterAll(async () => city?.end())

test('the reform office opens a batch', async () => {
  const page = await city.page('reform')
  await page.goto('/workbench/functions/batches')
  await expect(page.getByText('还没有批次')).toBeVisible()
  await page.getByRole('link', { name: '新建批次' }).click()
  await write(page, { 批次名称: kBatch, 年度: '2020', 征集截止日: '2020-04-01', 范围和要求: '各部门梳理现有职能，逐项拆分' })
  await choose(page, { 试点批次: '否' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  batch = page.url().split('/').at(-1) ?? ''
})

test('a department enters a function that decides and gives opinions', async () => {
  const page = await city.page('officer')
  await page.goto('/workbench/functions/inventory')
  await page.getByRole('link', { name: '录入职能' }).click()
  await write(page, { 职能名称: kFunction, 依据文件: '佛山市陶瓷行业管理规定', 依据条款: '第八条', 年工作量: '300', 年成本: '600,000', 服务对象: '陶瓷生产企业', 现由谁办理: '行业管理科' })
  await choose(page, { 职能类别: '行政许可', 权限: '两者兼有（待拆分）' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  inventory = page.url().split('/').at(-1) ?? ''
})

test('a licence without a basis is blocked at its part; split from the decision, the review moves', async () => {
  const page = await city.pageAt('officer', inventory)
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '拆分并提出处置意见', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '拆分并提出处置意见' })
  const part = (at: number) => dialog.getByRole('group', { name: `第 ${at} 个`, exact: true })
  await dialog.getByRole('button', { name: '再加一个' }).click()
  await write(part(1), { 编号: 'review', 名称: '资质技术审查', 年工作量: '300', 年成本: '600,000', 条件: '专家随机抽取', 风险: '利害关系', 监管措施: '部门抽查' })
  await choose(part(1), { 类别: '行政许可', 权限: '提出意见', 能转出: '是', 竞争类别: '适度竞争' })
  await part(1).getByRole('combobox', { name: '处置方式' }).click()
  await page.getByRole('option', { name: '转移给社会组织' }).click()
  await rows(part(1), '承接职责', 'review\t组织专家审查\nequal_terms\t会员与非会员同等条件')
  await dialog.locator('[data-perform]').click()
  await expect(dialog.getByText('许可只能委托其他行政机关，不得转移或购买').first()).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'inventory-licence-blocked')
  await choose(part(1), { 类别: '辅助性工作', 法律依据类型: '服务或辅助性工作' })
  await write(part(1), { 年工作量: '200', 年成本: '400,000' })
  await dialog.getByRole('button', { name: '再加一个' }).click()
  await write(part(2), { 编号: 'decide', 名称: '资质许可决定', 年工作量: '100', 年成本: '200,000', 不能转出的理由: '许可决定由行政机关作出' })
  await choose(part(2), { 类别: '行政许可', 权限: '作出决定', 能转出: '否' })
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
})

test('the head confirms it for the batch, and the inventory shows it as a tree', async () => {
  await act(await city.pageAt('head', inventory), '确认并报送批次', (dialog) => find(dialog, '目录批次', kBatch))
  const page = await city.page('officer')
  await page.goto('/workbench/functions/inventory')
  const tree = page.getByRole('list', { name: `“${kFunction}”的各部分` })
  await expect(tree.getByRole('listitem')).toHaveCount(2)
  await expect(tree).toContainText('转移给社会组织')
  await expect(tree).toContainText('留在部门')
  await expect(tree).toContainText('待法制意见')
  await settled(page)
  await barrierFree(page)
  await narrowAndWide(page, 'inventory')
})

test('legal office and reform office examine it, and the batch is published', async () => {
  const proposals = await city.demand('reform', 'GET', `/api/v1/function-batches/${batch}`)
  const item = (proposals.proposals as { item_id: string }[])[0]?.item_id ?? ''
  await act(await city.pageAt('legal', item), '提出合法性意见', async (dialog) => {
    await write(dialog, { 意见: '转移的是技术审查，合法' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(await city.pageAt('reform', item), '审核通过，随批次公布', async (dialog) => {
    await write(dialog, { 意见: '依据清楚，同意' })
    await choose(dialog, { 是否同意: '是' })
  })
  await city.at('2020-04-02T09:00:00+08:00')
  await act(await city.pageAt('reform', batch), '公布本批目录', (dialog) => write(dialog, { 批准文号: '佛府办函〔2020〕1号', 公告正文: '现予公布' }))
  const page = await city.page('reform')
  await page.goto('/workbench/functions/batches')
  await expect(page.getByRole('region', { name: `${kBatch}的事项` })).toContainText('资质技术审查')
  await settled(page)
  await barrierFree(page)
  await narrowAndWide(page, 'function-batch')
})

test('the department plans it, and the plan shows what is due', async () => {
  const functions = await city.demand('officer', 'GET', '/api/v1/functions')
  const item = (functions.items as { id: string }[])[0]?.id ?? ''
  const plan = await city.open('officer', 'function-plan', { year: 2020, batch, lines: [{ item, pilot: true, call_on: '2020-04-20', agree_on: '2020-06-30', money_fen: 100_000, supervision: '半年检查' }] })
  await city.act('head', plan, 'submit')
  await city.act('reform', plan, 'publish', { opinion: '可行', favourable: true })
  await city.at('2020-05-06T09:00:00+08:00')
  const page = await city.page('officer')
  await page.goto('/workbench/functions/plans')
  await expect(page.getByText('已逾期')).toBeVisible()
  await settled(page)
  await barrierFree(page)
  await narrowAndWide(page, 'function-plans')
})

test('everybody reads the batch, its version and the plans on the portal', async () => {
  const page = await city.page('officer')
  for (const [path, text, picture] of [['/function-batches', kBatch, 'portal-batches'], [`/function-batches/${batch}`, '资质技术审查', 'portal-batch'], ['/function-plans', '已逾期', 'portal-plans'], ['/functions?version=1', '资质技术审查', 'portal-functions'], ['/eligible', '列入条件', 'portal-eligible']] as const) {
    await page.goto(path)
    await expect(page.getByText(text).first()).toBeVisible()
    await barrierFree(page)
    await narrowAndWide(page, picture)
  }
})
