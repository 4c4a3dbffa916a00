// The life of an association after its certificate, by clicking: it changes its name, a company joins, two merge with the consent
// of both, and one is liquidated and struck off.
import { expect, test, type Page } from '@playwright/test'
import { act, barrierFree, whyNot } from './city'
import { choose, find, group, write } from './fields'
import { enrol, kAssociation, kCompany, kFirstDay, kOtherAssociation, kRegistry, register } from './history'
import { paper } from './paper'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kRenamed = '佛山市示例陶瓷卫浴行业协会'
let city: Stage
let change = ''
let merger = ''
let ending = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, 'secretary', 'secretary2', 'company'])
  await register(city, 'secretary', kAssociation, 1)
  await register(city, 'secretary2', kOtherAssociation, 101)
  await enrol(city, 'company')
  await city.at('2019-06-03T09:00:00+08:00')
})
test.afterAll(async () => city?.end())

async function meeting(scope: Parameters<typeof group>[0], day: string): Promise<void> {
  const part = group(scope, '会议表决情况')
  // The form may still be taking in what was chosen before.
  await expect(() => choose(part, { 会议: '会员大会' })).toPass()
  await write(part, { 应到: '30', 实到: '26', 赞成: '25', 反对: '1', 弃权: '0' })
  await scope.getByLabel(/决定日期/).first().fill(day)
}
async function hand(page: Page, kinds: string[]): Promise<void> {
  for (const kind of kinds) {
    await page.locator(`#upload-${kind}`).setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: paper })
    await expect(page.getByRole('button', { name: new RegExp(`^${kind}.pdf`) })).toBeVisible()
  }
}
async function submitted(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.locator('.case-head')).toBeVisible()
  return page.url().split('/').at(-1) ?? ''
}
async function service(login: string, title: string): Promise<Page> {
  const page = await city.page(login)
  await page.goto('/workbench/open')
  await page.locator('.services').getByRole('link', { name: title, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return page
}

test('the secretary asks for a new name, with the papers that a new name needs', async () => {
  const page = await service('secretary', '变更登记')
  await meeting(page, city.day(-3))
  const changes = group(page, '变更事项')
  await changes.getByLabel(/^名称/).first().fill(kRenamed)
  await changes.getByRole('combobox', { name: '行业代码' }).fill('307')
  await page.getByRole('option', { name: /^307 / }).click()
  await barrierFree(page)
  await narrowAndWide(page, 'change-form')
  change = await submitted(page)
  await hand(page, ['minutes', 'charter'])
  await barrierFree(page)
  await narrowAndWide(page, 'change-case')
})

test('the registry accepts, recommends and approves; the old certificate is exchanged for the second', async () => {
  await act(await city.pageAt('registrar', change), '受理')
  await act(await city.pageAt('reviewer', change), '提出审核意见', async (dialog) => {
    await dialog.getByLabel(/^意见/).fill('符合条件')
    await dialog.getByRole('radio', { name: '是' }).check()
  })
  await act(await city.pageAt('registry-head', change), '准予变更')
  const page = await city.pageAt('registrar', change)
  await act(page, '换发证书', async (dialog) => {
    await dialog.getByLabel(/日期/).first().fill(city.day())
    await dialog.getByRole('radio', { name: '已收回' }).check()
  })
  await expect(page.locator('.case-head')).toContainText('办结')
  await page.goto(`/workbench/lists/associations/${city.organisation('secretary')}`)
  await expect(page.getByRole('heading', { level: 1, name: kRenamed })).toBeVisible()
  const certificates = page.locator('section').filter({ has: page.getByRole('heading', { name: '登记证书' }) })
  await expect(certificates.getByRole('row')).toHaveCount(3)
  await barrierFree(page)
  await narrowAndWide(page, 'association-entry')
})

test('everybody reads the certificates, the premises and the history; as of a day the old name stands', async () => {
  const page = await city.page('registrar')
  await page.goto(`/associations/${city.organisation('secretary')}`)
  await expect(page.getByRole('heading', { level: 1, name: kRenamed })).toBeVisible()
  const certificates = page.locator('section').filter({ has: page.getByRole('heading', { name: '登记证书' }) })
  await expect(certificates).toContainText('第2次发证')
  await expect(certificates).toContainText('已换发或作废')
  await expect(page.getByText(/租赁 · 60 平方米/)).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'association-profile')
  await page.getByLabel('查询日期').fill('2019-05-06')
  await page.getByRole('button', { name: '查看当时' }).click()
  await expect(page.getByRole('heading', { level: 1, name: kAssociation })).toBeVisible()
  await expect(page.locator('section').filter({ has: page.getByRole('heading', { name: '登记证书' }) })).not.toContainText('第2次发证')
})

test('a company joins with the association, and the roll has it from that day', async () => {
  const asked = await service('company', '企业申请入会')
  await find(asked, '行业协会商会', kRenamed)
  const joining = await submitted(asked)
  await act(await city.pageAt('secretary', joining), '同意入会')
  const page = await city.page('secretary')
  await page.goto(`/workbench/lists/associations/${city.organisation('secretary')}`)
  await expect(page.getByText(`${city.day()} 共有会员 1 家`)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: kCompany })).toBeVisible()
  await page.getByLabel('名册日期').fill(city.day(-1))
  await page.getByRole('button', { name: '查看', exact: true }).click()
  await expect(page.getByText(`${city.day(-1)} 共有会员 0 家`)).toBeVisible()
})

test('two merge: the partner agrees by its members, creditors have their time, then the registry decides', async () => {
  const page = await service('secretary', '合并')
  await choose(page, { 方式: '吸收合并' })
  await find(page, '合并后存续的组织', kRenamed)
  await find(page, '因合并终止的组织', kOtherAssociation)
  await meeting(page, city.day(-3))
  await write(group(page, '会员、人员、资产、债务安排'), { 会员: '全部转入', 人员: '留用', 资产: '转入', 债务: '承继' })
  merger = await submitted(page)
  await hand(page, ['agreement', 'asset_list'])
  const partner = await city.pageAt('secretary2', merger)
  await act(partner, '同意合并', async (dialog) => meeting(dialog, city.day(-1)))
  await expect(partner.locator('.case-head')).toContainText('债权人公告中')
  await narrowAndWide(partner, 'merger-case')
  // A creditor who wrote to the registry stands in its way.
  const claim = await city.open('registrar', 'creditor-claim', { creditor: '示例物业公司', amount_fen: 1_000_000, ground: '租金', owed_since: city.day(), asked: 'payment' }, merger)
  await city.upload('registrar', claim, ['evidence'])
  await city.act('registrar', claim, 'show_evidence')
  await city.at('2019-07-22T09:00:00+08:00')
  const waiting = await city.pageAt('registrar', merger)
  await expect(await whyNot(waiting, '提出审核意见')).toContainText('债权人均已获清偿')
  await city.upload('secretary', claim, ['settlement'])
  await act(await city.pageAt('secretary', claim), '报告已清偿或已担保', async (dialog) => {
    await choose(dialog, { 方式: '已清偿' })
    await dialog.getByLabel(/^日期/).fill(city.day())
  })
  await act(await city.pageAt('registrar', claim), '确认已清偿或已担保')
  await act(await city.pageAt('registrar', merger), '提出审核意见', async (dialog) => {
    await dialog.getByLabel(/^意见/).fill('符合条件')
    await dialog.getByRole('radio', { name: '是' }).check()
  })
  await act(await city.pageAt('registry-head', merger), '准予合并')
  const profile = await city.page('registrar')
  await profile.goto(`/associations/${city.organisation('secretary2')}`)
  await expect(profile.locator('.head-badges')).toContainText('已注销')
  await expect(profile.locator('section').filter({ has: profile.getByRole('heading', { name: '合并与分立' }) })).toContainText(kRenamed)
  await narrowAndWide(profile, 'association-merged')
})

test('the one that went on ends: it liquidates under guidance, hands in what it had, and is struck off', async () => {
  const page = await service('secretary', '注销登记')
  await choose(page, { 终止事由: '自行解散' })
  await meeting(page, city.day(-1))
  await page.getByLabel(/^理由/).fill('会员大会决定终止')
  const liquidators = group(page, '清算组成员')
  await liquidators.getByRole('button', { name: '从表格粘贴' }).click()
  await liquidators.getByRole('textbox', { name: /从电子表格复制/ }).fill('清算组成员甲\t示例会计师事务所')
  await liquidators.getByRole('button', { name: '加入表格' }).click()
  ending = await submitted(page)
  await hand(page, ['minutes'])
  await act(await city.pageAt('registry-head', ending), '开始清算')
  await city.at('2019-09-09T09:00:00+08:00')
  const liquidating = await city.pageAt('secretary', ending)
  await hand(liquidating, ['liquidation_report', 'signed_form'])
  await narrowAndWide(liquidating, 'deregistration-case')
  await act(liquidating, '申请注销', async (dialog) => {
    await dialog.getByLabel(/^清算结束日期/).fill(city.day())
    await choose(dialog, { 债务已清偿: '是' })
    await dialog.getByLabel(/^剩余财产 ?(必填)?$/).first().fill('1,200')
    await choose(dialog, { 剩余财产去向: '公益用途' })
    await dialog.getByLabel(/^接收单位/).fill('佛山市示例公益基金会')
  })
  await act(await city.pageAt('registrar', ending), '审查并收回证照', async (dialog) => {
    for (const what of ['登记证书正副本已交回', '印章已交回', '财务凭证已交回']) await choose(dialog, { [what]: '是' })
  })
  const head = await city.pageAt('registry-head', ending)
  await act(head, '准予注销')
  await expect(head.locator('.case-head')).toContainText('办结')
  await barrierFree(head)
  await head.goto(`/associations/${city.organisation('secretary')}`)
  await expect(head.getByText(/自行解散/)).toBeVisible()
  await narrowAndWide(head, 'association-ended')
})
