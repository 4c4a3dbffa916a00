// An association rates itself, is scored by a panel drawn by lot, gets its grade after publicity, and is listed as qualified:
// by clicking, with a login per role.
import { expect, test } from '@playwright/test'
import { act, acted, barrierFree, whyNot } from './city'
import { choose, promise, score, write } from './fields'
import { appointCommittee, enrolExperts, kAssociation, kExperts, kFirstDay, kMembers, kRegistry, register, reportYears } from './history'
import { paper } from './paper'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
let city: Stage
let id = ''
let listing = ''
let record = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, ...kMembers, 'assessment', 'committee', 'secretary'])
  await enrolExperts(city)
  await register(city, 'secretary', kAssociation, 1)
  await city.at('2021-06-01T09:00:00+08:00')
  await reportYears(city, 'secretary', [2019, 2020])
  await appointCommittee(city)
})
test.afterAll(async () => city?.end())

/** The form that asks for a place on the list, filled in. */
async function askForListing(staff: string): Promise<void> {
  const page = await city.page('secretary')
  await page.goto('/workbench/open/eligibility-listing')
  await expect(page.getByRole('heading', { name: '办理条件' })).toBeVisible()
  await write(page, { 专职工作人员数: staff, 拟承接领域: '行业统计', 专业队伍: '行业统计师二人、培训师三人', 联系电话: '0757-83330004' })
  await promise(page, '治理结构健全')
  await promise(page, '财务独立')
  await page.getByRole('button', { name: '提交', exact: true }).click()
}

test('without a grade it cannot be listed, and is told by which clause', async () => {
  await askForListing('3')
  const page = await city.page('secretary')
  const told = page.getByRole('alert').filter({ hasText: '评估等级在3A以上且有效' })
  await expect(told).toContainText('三(二)1')
  await barrierFree(page)
})

test('the secretary rates the association by the sheet of a thousand points, and hands in the evidence', async () => {
  const page = await city.page('secretary')
  await page.goto('/workbench/open')
  await page.locator('.services').getByRole('link', { name: '行业协会商会等级评估', exact: true }).click()
  await expect(page.locator('table.scores')).toBeVisible()
  await score(page, 950)
  await expect(page.locator('table.scores tfoot')).toContainText('1000')
  await choose(page, { 党组织建立情况: '已建立' })
  await write(page, { 联系电话: '0757-83330003' })
  await barrierFree(page)
  await narrowAndWide(page, 'self-rating')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  id = page.url().split('/').at(-1) ?? ''
  await page.locator('#upload-self_report').setInputFiles({ name: '自评报告.pdf', mimeType: 'application/pdf', buffer: paper })
  await expect(page.getByRole('button', { name: /^自评报告.pdf/ })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'grade-case-with-evidence')
})

test('the assessment office confirms and draws the panel by lot', async () => {
  const page = await city.pageAt('assessment', id)
  await act(page, '确认参评资格', async (dialog) => {
    await write(dialog, { 意见: '材料属实，符合参评条件' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(page, '抽取评估专家')
  await expect(page.locator('.case-head')).toContainText('实地考察评分')
  await expect(page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '更换未能评审的专家' })).toBeVisible()
})

test('each expert of the panel fills in a sheet, and none sees another', async () => {
  const panel = await city.whoseTurn(id, kExperts)
  expect(panel).toHaveLength(3)
  const [one = '', ...others] = panel
  const page = await city.page(one)
  await page.goto('/workbench/inbox')
  await page.getByRole('table', { name: '待办' }).getByRole('link', { name: new RegExp(kAssociation) }).click()
  const sheet = await acted(page, '提交评分', async (dialog) => {
    // Bonus indicators come on top.
    await score(dialog, 900)
    await expect(dialog.locator('table.scores tfoot')).toContainText('4A')
    await promise(dialog, '本人与被评对象无利害关系')
    await barrierFree(page)
    await narrowAndWide(page, 'score-sheet')
  })
  await expect(page.locator('.case-head')).toContainText('实地考察评分')
  for (const expert of others) await city.act(expert, id, sheet.action, sheet.form)
})

test('each member of the committee votes by name, and the chair declares what was counted', async () => {
  await act(await city.pageAt('assessment', id), '提请评估委员会审定')
  const page = await city.pageAt('member1', id)
  const ballot = await acted(page, '记名投票', async (dialog) => {
    await choose(dialog, { 表决: '同意' })
    await barrierFree(page)
    await narrowAndWide(page, 'ballot')
  })
  for (const member of kMembers.slice(1, 5)) await city.act(member, id, ballot.action, ballot.form)
  await act(await city.pageAt('member6', id), '记名投票', async (dialog) => choose(dialog, { 表决: '不同意' }))
})

test('the committee decides, the result stands in publicity with its last day, and the grade is recorded', async () => {
  let page = await city.pageAt('committee', id)
  await act(page, '宣布表决结果并审定等级', async (dialog) => write(dialog, { 会议日期: city.day() }))
  await expect(page.locator('.case-head')).toContainText('公示中')
  await expect(page.getByRole('heading', { name: '公告公示' })).toBeVisible()
  await expect(page.getByText(/异议期至 ?2021-06-/)).toBeVisible()
  await narrowAndWide(page, 'grade-case-in-publicity')

  await city.laterByWorkingDays(7)
  page = await city.pageAt('registry-head', id)
  await act(page, '确认并公告等级')
  page = await city.pageAt('assessment', id)
  await act(page, '颁发证书和牌匾', async (dialog) => write(dialog, { 送达日期: city.day() }))
  await expect(page.locator('.case-head')).toContainText('办结')
  page = await city.page('secretary')
  await page.goto('/workbench/lists/grades')
  await expect(page.getByRole('row').filter({ hasText: kAssociation })).toContainText('4A')
})

test('with the grade it is checked condition by condition, and stopped by what went wrong since', async () => {
  await askForListing('2')
  let page = await city.page('secretary')
  const field = page.locator('[data-field="full_time_staff"]')
  await expect(field).toContainText('专职工作人员不少于3人')
  await expect(field).toContainText('粤民〔2012〕135号')
  await write(page, { 专职工作人员数: '3' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  listing = page.url().split('/').at(-1) ?? ''

  page = await city.pageAt('registrar', listing)
  await act(page, '审核通过并公示', async (dialog) => {
    const grade = dialog.getByRole('listitem').filter({ hasText: '评估等级在3A以上且有效' })
    await expect(grade).toContainText('满足')
    await expect(grade).toContainText('三(二)1')
    await barrierFree(page)
    await narrowAndWide(page, 'conditions-of-an-action')
    await write(dialog, { 意见: '符合资质条件' })
    await choose(dialog, { 是否同意: '是' })
  })
  await city.laterByWorkingDays(7)

  // What went wrong meanwhile stops it: the button stays, and says why.
  record = await city.open('registrar', 'abnormal-listing', { organisation: city.organisation('secretary'), cause: 'no_party_organisation', facts: '应建未建党组织' })
  await city.act('registrar', record, 'notify')
  await city.act('secretary', record, 'state_case', { statement: '正在筹建' })
  await city.act('registry-head', record, 'enter_listing', { reason: '应建未建', remedies_told: true })
  page = await city.pageAt('registry-head', listing)
  const reason = await whyNot(page, '列入目录并公布')
  await expect(reason).toContainText('未被列入活动异常名录')
  await expect(reason).toContainText('社会组织信用信息管理办法')
  await barrierFree(page)
  await narrowAndWide(page, 'action-with-its-reason')
})

test('once that is put right it is listed, and stands in the catalogue of those who qualify', async () => {
  let page = await city.pageAt('secretary', record)
  await act(page, '申请移出', async (dialog) => write(dialog, { 情形消除日期: city.day(), 整改或申请说明: '已建立党支部' }))
  page = await city.pageAt('registrar', record)
  await act(page, '核实属实', async (dialog) => write(dialog, { 核实日期: city.day(), 核实情况: '属实' }))
  page = await city.pageAt('registry-head', record)
  await act(page, '移出名录', async (dialog) => write(dialog, { 理由: '情形已消除' }))
  await expect(page.locator('.case-head')).toContainText('已移出')
  page = await city.pageAt('registry-head', listing)
  await act(page, '列入目录并公布')
  await expect(page.locator('.case-head')).toContainText('已列入目录')
  page = await city.page('secretary')
  await page.goto('/workbench/lists/eligibility-list')
  const line = page.getByRole('row').filter({ hasText: kAssociation })
  await expect(line).toContainText('在目录')
  await line.getByRole('link', { name: kAssociation }).click()
  await expect(page.getByRole('row').filter({ hasText: '列入活动异常名录' })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'association-with-records')
})
