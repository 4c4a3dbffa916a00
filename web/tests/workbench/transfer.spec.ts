// A function goes into the catalogue, finds its receiver in open competition, is watched, and is taken back: by clicking, with a
// login per role.
import { expect, test } from '@playwright/test'
import { act, acted, barrierFree, whyNot } from './city'
import { evaluate } from './evaluation'
import { choose, find, group, pick, promise, rows, score, write } from './fields'
import { enrol, enrolExperts, kAssociation, kExperts, kFirstDay, kOtherAssociation, kRegistry, register, reportYears } from './history'
import { paper } from './paper'
import { narrowAndWide } from './pictures'
import { Stage } from './stage'

test.describe.configure({ mode: 'serial' })
const kItem = '陶瓷行业统计分析'
let city: Stage
let item = ''
let transfer = ''
const applications: string[] = []

test.beforeAll(async ({ browser }) => {
  city = await Stage.begin(browser, kFirstDay, [...kRegistry, ...kExperts, 'officer', 'head', 'reform', 'legal', 'secretary', 'secretary2', 'evaluator'])
  await enrolExperts(city)
  await enrol(city, 'evaluator')
  await register(city, 'secretary', kAssociation, 1)
  await register(city, 'secretary2', kOtherAssociation, 101)
  await city.at('2021-08-02T09:00:00+08:00')
  await reportYears(city, 'secretary', [2020])
  await reportYears(city, 'secretary2', [2020])
})
test.afterAll(async () => city?.end())

test('a licence is nothing to hand over: the message and its clause stand at the field', async () => {
  const page = await city.page('officer')
  await page.goto('/workbench/open/function-item')
  await write(page, {
    事项名称: kItem,
    法律依据: '政府部门辅助性工作，法律法规未规定由行政机关专属履行',
    事项说明: '按季度开展行业统计分析并公布',
    年工作量: '4',
    年成本: '200,000',
    风险与监管措施: '数据失实；由部门抽查',
  })
  await choose(page, { 法律依据类型: '行政许可', 竞争类别: '适度竞争' })
  await pick(page, '处置方式', '转移给社会组织')
  await rows(page, '承接职责', 'quarterly\t每季度发布行业统计分析\nequal_terms\t对会员和非会员同等服务')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const field = group(page, '法律依据类型')
  await expect(field).toContainText('行政许可不得转移给行业协会商会')
  await expect(field).toContainText('行政许可法24')
  await barrierFree(page)
  await narrowAndWide(page, 'refusal-at-the-field')
  await choose(page, { 法律依据类型: '服务或辅助性工作' })
  await expect(field).not.toContainText('行政许可不得转移')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  item = page.url().split('/').at(-1) ?? ''
})

test('the head proposes it, the legal office gives its opinion, the reform office publishes it in the catalogue', async () => {
  await act(await city.pageAt('head', item), '报送审核')
  await act(await city.pageAt('legal', item), '提出合法性意见', async (dialog) => {
    await write(dialog, { 意见: '不涉及行政许可，合法' })
    await choose(dialog, { 是否同意: '是' })
  })
  await act(await city.pageAt('reform', item), '审核通过并公布', async (dialog) => {
    await write(dialog, { 意见: '依据清楚，同意转移' })
    await choose(dialog, { 是否同意: '是' })
  })
})

test('the department plans the transfer and calls for receivers; the call must be long enough', async () => {
  let page = await city.page('officer')
  await page.goto('/workbench/open/function-transfer')
  await find(page, '职能事项', kItem)
  await write(page, { 承接条件: '熟悉行业、有统计人员', 每年费用: '0' })
  await choose(page, { 评审专业: '行业管理' })
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  transfer = page.url().split('/').at(-1) ?? ''

  page = await city.pageAt('head', transfer)
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '发布征集公告' }).click()
  const dialog = page.getByRole('dialog', { name: '发布征集公告' })
  await write(dialog, { 截止时刻: '2021-08-12T23:59', 递交地点或方式: '网上提交', 联系部门: '经济和信息化局', 公告正文: '现公开征集，详见要求' })
  await dialog.locator('[data-perform]').click()
  const field = dialog.locator('[data-field="deadline_at"]')
  await expect(field).toContainText('征集期不短于规定天数')
  await expect(field).toContainText('三(一)2')
  await barrierFree(page)
  await write(dialog, { 截止时刻: '2021-08-20T17:00' })
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('.case-head')).toContainText('征集中')
})

test('two associations apply; until the deadline the department sees neither whose nor what', async () => {
  for (const [secretary, staff] of [['secretary', '3'], ['secretary2', '2']] as const) {
    const page = await city.page(secretary)
    await page.goto('/workbench/open')
    await page.getByRole('listitem').filter({ hasText: '职能承接申请' }).getByRole('link').last().click()
    await page.getByRole('link', { name: kItem }).click()
    await page.getByRole('link', { name: /职能承接申请/ }).click()
    await write(page, { 承接方案: '建立统计员网络，逐季分析并公布', 拟投入人员: staff, 场所与设备: '办公室六十平方米，统计软件一套', 服务标准承诺: '季后二十日内公布' })
    await promise(page, '承诺对会员和非会员同等对待')
    await promise(page, '承诺不强制培训')
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await expect(page).toHaveURL(/\/cases\//)
    applications.push(page.url().split('/').at(-1) ?? '')
  }
  const mine = await city.pageAt('secretary', applications[0] ?? '')
  await mine.locator('#upload-plan').setInputFiles({ name: '承接方案.pdf', mimeType: 'application/pdf', buffer: paper })
  await expect(mine.getByRole('button', { name: /^承接方案.pdf/ })).toBeVisible()
  const page = await city.pageAt('officer', applications[0] ?? '')
  await expect(page.getByText('密封').first()).toBeVisible()
  await expect(page.getByText(kAssociation)).toHaveCount(0)
  await barrierFree(page)
  await narrowAndWide(page, 'sealed-application')
})

test('after the deadline they are checked, and a panel is drawn', async () => {
  await city.at('2021-08-20T17:00:00.001+08:00')
  for (const [at, application] of applications.entries()) {
    const page = await city.pageAt('officer', application)
    if (at === 0) {
      await expect(page.getByRole('button', { name: /^承接方案.pdf/ })).toBeVisible()
      await narrowAndWide(page, 'application-with-materials')
    }
    await act(page, '资格合格', async (dialog) => {
      await promise(dialog, '材料属实')
      await promise(dialog, '符合承接条件')
    })
  }
  const page = await city.pageAt('officer', transfer)
  await act(page, '完成资格审查')
  await act(page, '抽取评审专家')
  await expect(page.locator('.case-head')).toContainText('待安排答辩')
})

test('the defence is announced three working days ahead, and who came is recorded', async () => {
  let page = await city.pageAt('officer', transfer)
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '通知答辩时间和地点' }).click()
  const dialog = page.getByRole('dialog', { name: '通知答辩时间和地点' })
  await write(dialog, { 答辩时间: '2021-08-23T09:00', 答辩地点: '三楼会议室' })
  await dialog.locator('[data-perform]').click()
  await expect(dialog.locator('[data-field="held_at"]')).toContainText('提前规定的工作日通知')
  await write(dialog, { 答辩时间: '2021-08-26T09:00' })
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
  await city.at('2021-08-26T11:00:00+08:00')
  page = await city.pageAt('officer', transfer)
  await act(page, '记录答辩到场情况', async (open) => {
    await rows(open, '各申请到场情况', applications.map((application) => `${application}\t是`).join('\n'))
    await barrierFree(open.page())
    await narrowAndWide(open.page(), 'defence-attendance')
  })
  await expect(page.locator('.case-head')).toContainText('专家评审')
})

test('the experts score both applications on one page, a sheet for each', async () => {
  const panel = await city.whoseTurn(transfer, kExperts)
  expect(panel).toHaveLength(3)
  const [one = '', ...others] = panel
  const sheets = await acted(await city.pageAt(one, transfer), '提交评分', async (dialog) => {
    await dialog.getByRole('button', { name: new RegExp(kAssociation) }).click()
    await score(dialog, 900)
    await dialog.getByRole('button', { name: new RegExp(kOtherAssociation) }).click()
    await score(dialog, 800)
    await promise(dialog, '本人与被评对象无利害关系')
    await barrierFree(dialog.page())
    await narrowAndWide(dialog.page(), 'score-sheets-of-two')
  })
  for (const expert of others) await city.act(expert, transfer, sheets.action, sheets.form)
})

test('the second cannot be proposed; the first stands in publicity and signs the agreement', async () => {
  let page = await city.pageAt('officer', transfer)
  await page.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '提出拟承接方并公示' }).click()
  const dialog = page.getByRole('dialog', { name: '提出拟承接方并公示' })
  await find(dialog, '拟定申请', kOtherAssociation)
  await write(dialog, { 依据: '部门意见' })
  await dialog.locator('[data-perform]').click()
  const field = dialog.locator('[data-field="winner"]')
  await expect(field).toContainText('排名第一')
  await expect(field).toContainText('佛山事项目录通知7')
  await find(dialog, '拟定申请', kAssociation)
  await write(dialog, { 依据: '评审第一' })
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('2021-09-02').first()).toBeVisible()

  await city.laterByWorkingDays(6)
  page = await city.pageAt('officer', transfer)
  await act(page, '提出协议文本', async (open) => {
    await write(open, {
      起始日: city.day(),
      承接内容: '按季度开展行业统计分析并公布',
      委托部门的义务: '提供统计制度，按计划检查',
      承接方的义务: '按标准履行职责，不收费，接受监督',
      监管方式: '部门每半年检查一次，每年第三方评估',
      退出与交接: '终止后三十日内移交全部数据',
      每年费用: '0',
    })
    await rows(open, '服务标准', 'quarterly\t季后二十日内公布\nequal_terms\t会员和非会员同一流程')
  })
  await act(await city.pageAt('secretary', transfer), '签署承接协议', async (open) => promise(open, '本单位同意并签署'))
  page = await city.pageAt('head', transfer)
  await act(page, '签署承接协议', async (open) => promise(open, '本单位同意并签署'))
  await expect(page.locator('.case-head')).toContainText('监管指导期')
})

test('the year is planned, and what falls due stands in the calendar', async () => {
  await act(await city.pageAt('officer', transfer), '制定年度检查计划', async (dialog) => {
    await rows(dialog, '计划的检查', `quarterly\t现场检查\t${city.day(20)}\nequal_terms\t报告审查\t${city.day(30)}`)
  })
  await city.at('2021-09-20T09:00:00+08:00')
  const page = await city.page('officer')
  await page.goto('/workbench/supervision?month=2021-09')
  await expect(page.getByRole('heading', { level: 1, name: '监管日历' })).toBeVisible()
  await expect(page.getByRole('region', { name: '到期事项' })).toContainText(kItem)
  await page.getByRole('button', { name: /^检查/ }).click()
  await page.getByRole('button', { name: /1项到期/ }).first().click()
  await expect(page.getByRole('region', { name: '到期事项' })).toContainText('每季度发布行业统计分析')
  await barrierFree(page)
  await narrowAndWide(page, 'supervision-calendar')
  await page.getByRole('region', { name: '到期事项' }).getByRole('link', { name: kItem }).first().click()
  await act(page, '记录检查结果', async (dialog) => {
    await choose(dialog, { 是否履行: '是' })
    await write(dialog, { 检查日期: city.day(), 检查情况: '按期发布' })
  })
  // What was done stands in the calendar too, where it is asked for.
  await page.goto('/workbench/supervision?month=2021-09')
  await page.getByRole('checkbox', { name: '显示已办的检查和协调' }).check()
  await expect(page.getByRole('region', { name: '到期事项' })).toContainText('已检查：已履行')
  await barrierFree(page)
  await narrowAndWide(page, 'supervision-calendar-with-records')
  const head = await city.page('head')
  await head.goto(`/workbench/cases?procedure=function-check&state=planned`)
  await head.getByRole('link', { name: /监管检查/ }).first().click()
  await act(head, '取消本次检查', async (dialog) => write(dialog, { 理由: '与年度评估合并' }))
})

async function check(met: '是' | '否', findings: string): Promise<void> {
  await act(await city.pageAt('officer', transfer), '记录监管检查', async (dialog) => {
    await choose(dialog, { 类型: '现场检查', 是否履行: met })
    await find(dialog, '检查的职责', '每季度发布')
    await write(dialog, { 检查日期: city.day(), 检查情况: findings })
  })
}
async function order(days: number): Promise<void> {
  await act(await city.pageAt('head', transfer), '责令整改', async (dialog) => {
    await find(dialog, '需整改职责', '每季度发布')
    await write(dialog, { 整改期限: city.day(days), 整改要求: '限期发布' })
  })
}

test('a check finds a duty not met, an order follows, and is corrected', async () => {
  await city.at('2022-03-01T09:00:00+08:00')
  await check('是', '按期发布')
  const reason = await whyNot(await city.pageAt('head', transfer), '责令整改')
  await expect(reason).toContainText('检查记录中有未履行的职责')
  await expect(reason).toContainText('三(一)2')
  await check('否', '第四季度未发布')
  await order(30)
  await act(await city.pageAt('secretary', transfer), '提交整改报告', async (dialog) => write(dialog, { 整改情况: '已补发第四季度分析' }))
  const page = await city.pageAt('head', transfer)
  await act(page, '整改合格', async (dialog) => {
    await write(dialog, { 意见: '已补发' })
    await choose(dialog, { 是否同意: '是' })
  })
  await expect(page.locator('.case-head')).toContainText('监管指导期')
  await barrierFree(page)
  await narrowAndWide(page, 'supervised-transfer')
})

test('the first year ends; an evaluator reports, and the department concludes the year', async () => {
  await city.at('2022-09-20T09:00:00+08:00')
  await evaluate(city, transfer, 950, 'evaluation-of-a-year')
  let page = await city.pageAt('head', transfer)
  await act(page, '年度合格，进入下一阶段', async (dialog) => write(dialog, { 理由: '评估优秀，职责均已履行' }))
  await expect(page.locator('.case-head')).toContainText('监管指导期')
  page = await city.page('officer')
  await page.goto(`/workbench/lists/functions/${item}`)
  const agreement = page.getByRole('article')
  await expect(agreement).toContainText('监管指导期第 2 年')
  await expect(agreement.getByRole('row').filter({ hasText: '每季度发布行业统计分析' }).first()).toContainText('现场检查')
  await expect(page.getByText('quarterly'), 'duties are called by what they say').toHaveCount(0)
})

test('what is not corrected in time is taken back', async () => {
  await check('否', '第三季度未发布')
  await order(10)
  await city.at('2022-10-08T09:00:00+08:00')
  await act(await city.pageAt('head', transfer), '提出收回', async (dialog) => {
    await find(dialog, '收回事由', '不履行或不能履行承接职责')
    await write(dialog, { 事实和理由: '逾期未整改' })
    await find(dialog, '未履行职责', '每季度发布')
  })
  await act(await city.pageAt('secretary', transfer), '陈述意见', async (dialog) => write(dialog, { 陈述意见: '力量不足，同意交回' }))
  await act(await city.pageAt('reform', transfer), '决定收回', async (dialog) => {
    await write(dialog, { 理由: '不能履行承接职责', 过渡期由部门怎样接续服务: '由统计科接续受理' })
    await promise(dialog, '已告知复议和诉讼权利')
  })
  const page = await city.pageAt('officer', transfer)
  await act(page, '完成交接并收回', async (dialog) => {
    await write(dialog, { 移交在办件数: '2', 移交印章数: '0', 移交档案: '统计档案三卷' })
    await choose(dialog, { 承接方到场: '是' })
  })
  await expect(page.locator('.case-head')).toContainText('已收回')
  await page.goto(`/workbench/lists/functions/${item}`)
  await expect(page.getByRole('heading', { level: 1, name: kItem })).toBeVisible()
  const agreement = page.getByRole('article').filter({ hasText: kAssociation })
  await expect(agreement.locator('header')).toContainText('已收回')
  await expect(agreement.getByRole('region', { name: '责令整改' })).toContainText('未完成整改')
  await barrierFree(page)
  await narrowAndWide(page, 'function-with-agreement-and-checks')
})
