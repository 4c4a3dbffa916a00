// A round of assessments from its call to its results, by clicking: application, document check, visit and scores, ballot of the committee,
// publicity, re-examination, confirmation and certificate; with the roster and the board beside it.
import { expect, test } from '@playwright/test'
import { act, acted, barrierFree } from './city'
import { choose, fullMarks, promise, write } from './fields'
import { appointCommittee, appointReviewCommittee, enrolExperts, kAssociation, kExperts, kFirstDay, kMembers, kRegistry, register, reportYears } from './history'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
let city: Stage
let round = ''
let id = ''
let review = ''

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, ...kMembers, 'assessment', 'committee', 'review-committee', 'secretary'])
  await enrolExperts(city)
  await register(city, 'secretary', kAssociation, 1)
  await city.at('2021-06-01T09:00:00+08:00')
  await reportYears(city, 'secretary', [2019, 2020])
  await appointCommittee(city)
  await appointReviewCommittee(city)
})
test.afterAll(async () => city?.end())

const idOf = (url: string) => url.split('/').at(-1) ?? ''

test('the assessment office drafts a call and the head of the registry publishes it', async () => {
  let page = await city.page('assessment')
  await page.goto('/workbench/open/grade-round')
  await write(page, { 评估年度: '2021', 申请截止日: city.day(20), 通知正文: '请符合条件的行业协会商会自愿申请评估' })
  await barrierFree(page)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  round = idOf(page.url())
  page = await city.pageAt('registry-head', round)
  await act(page, '发布评估通知')
  await expect(page.locator('.case-head')).toContainText('受理申请')
})

test('the association applies in the round with its self-rating', async () => {
  const page = await city.page('secretary')
  await page.goto(`/workbench/open/grade-assessment?parent=${round}`)
  await fullMarks(page)
  await choose(page, { 党组织建立情况: '已建立' })
  await write(page, { 联系电话: '0757-83330003' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  id = idOf(page.url())
})

test('its papers are checked, the list of who takes part is published, and the panel drawn', async () => {
  let page = await city.pageAt('assessment', id)
  await act(page, '确认参评资格', async (dialog) => {
    await write(dialog, { 意见: '材料齐全，符合参评条件' })
    await choose(dialog, { 是否同意: '是' })
  })
  await city.at('2021-06-23T09:00:00+08:00')
  page = await city.pageAt('assessment', round)
  await act(page, '公布参评名单')
  await expect(page.locator('.case-head')).toContainText('评估中')
  page = await city.pageAt('assessment', id)
  await act(page, '抽取评估专家')
  await expect(page.locator('.case-head')).toContainText('实地考察评分')
})

test('an expert scores beside the self-rating, and marks what nothing was shown for', async () => {
  const panel = await city.whoseTurn(id, kExperts)
  expect(panel).toHaveLength(3)
  const [one = '', ...others] = panel
  const page = await city.pageAt(one, id)
  const sheet = await acted(page, '提交评分', async (dialog) => {
    await fullMarks(dialog)
    await promise(dialog, '本人与被评对象无利害关系')
    const leaf = dialog.locator('tr.leaf').filter({ has: page.getByLabel(/无佐证材料/) }).nth(4)
    await leaf.getByLabel(/无佐证材料/).check()
    await expect(leaf.locator('.entry input.score')).toBeDisabled()
    await expect(leaf.locator('.entry input.score')).toHaveValue('0')
    await expect(leaf).toContainText('不得分')
    await expect(dialog.locator('thead')).toContainText('自评')
    await barrierFree(page)
    await narrowAndWide(page, 'score-sheet-three-columns')
  })
  for (const expert of others) await city.act(expert, id, sheet.action, sheet.form)
})

test('the association reads what was given, and where nothing was shown', async () => {
  const page = await city.pageAt('secretary', id)
  await page.locator('summary').filter({ hasText: /^逐项得分/ }).click()
  await expect(page.getByText('无佐证材料（专家 3 人）')).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'score-explained')
})

test('the committee votes by name and its chair declares the grade', async () => {
  await act(await city.pageAt('assessment', id), '提请评估委员会审定')
  await act(await city.pageAt('member6', id), '记名投票', async (dialog) => choose(dialog, { 表决: '弃权' }))
  const ballot = await acted(await city.pageAt('member1', id), '记名投票', async (dialog) => choose(dialog, { 表决: '同意' }))
  for (const member of kMembers.slice(1, 5)) await city.act(member, id, ballot.action, ballot.form)
  const page = await city.pageAt('committee', id)
  await act(page, '宣布表决结果并审定等级', async (dialog) => write(dialog, { 会议日期: city.day() }))
  await expect(page.locator('.case-head')).toContainText('公示中')
  await expect(page.getByRole('heading', { name: '委员会表决' })).toBeVisible()
  await narrowAndWide(page, 'sitting-of-the-committee')
})

test('the association asks for re-examination, and the review committee lets the opinion stand', async () => {
  let page = await city.page('secretary')
  await page.goto(`/workbench/open/grade-review?parent=${id}`)
  await page.getByRole('textbox', { name: '异议事项 1' }).fill('第3.1.2项扣分')
  await write(page, { 事实与依据: '行业调研报告已提交', 请求: '复核该项得分', 联系电话: '0757-83330003' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  review = idOf(page.url())
  page = await city.pageAt('assessment', review)
  await act(page, '核实后提请委员会复核', async (dialog) => {
    await write(dialog, { 意见: '申请在公示期内提出' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(await city.pageAt('member1', review), '记名投票', async (dialog) => choose(dialog, { 表决: '同意' }))
  const ballot = await acted(await city.pageAt('member2', review), '记名投票', async (dialog) => choose(dialog, { 表决: '不同意' }))
  for (const member of kMembers.slice(2, 4)) await city.act(member, review, ballot.action, ballot.form)
  page = await city.pageAt('review-committee', review)
  await act(page, '宣布维持原评估意见', async (dialog) => {
    await write(dialog, { 会议日期: city.day(), 理由: '原评估意见依据充分' })
    await choose(dialog, { 复核申请成立: '否' })
  })
  await expect(page.locator('.case-head')).toContainText('维持原评估意见')
})

test('after publicity the grade is confirmed, the certificate handed over and the results announced', async () => {
  await city.laterByWorkingDays(8)
  let page = await city.pageAt('registry-head', id)
  await act(page, '确认并公告等级')
  page = await city.pageAt('assessment', id)
  await act(page, '颁发证书和牌匾', async (dialog) => write(dialog, { 送达日期: city.day() }))
  await expect(page.locator('.case-head')).toContainText('办结')
  page = await city.pageAt('secretary', id)
  await expect(page.getByRole('heading', { name: '文书' })).toBeVisible()
  await expect(page.locator('.panel').filter({ hasText: '社会组织评估等级证书' }).first()).toBeVisible()
  page = await city.pageAt('registry-head', round)
  await act(page, '公告评估结果')
  await expect(page.locator('.case-head')).toContainText('已公告结果')
})

test('the roster tells who sits since when and from which sector, and nobody’s name to others', async () => {
  let page = await city.page('assessment')
  await page.goto('/workbench/committees')
  const assessment = page.locator('.panel').filter({ hasText: '评估委员会' }).first()
  await expect(assessment.getByRole('row')).toHaveCount(10)
  await expect(assessment).toContainText('member1')
  await expect(assessment).toContainText('2021-06-01')
  await barrierFree(page)
  await narrowAndWide(page, 'committee-roster')
  page = await city.page('secretary')
  await page.goto('/workbench/committees')
  await expect(page.locator('.panel').first()).toContainText('政府部门')
  await expect(page.locator('.panel').first()).not.toContainText('member1')
})

test('the board of assessments counts what is under way', async () => {
  const page = await city.page('assessment')
  await page.goto('/workbench/boards/assessment')
  await expect(page.getByText('进行中的评估批次')).toBeVisible()
  await expect(page.getByText('核查评估在办')).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'assessment-board')
})
