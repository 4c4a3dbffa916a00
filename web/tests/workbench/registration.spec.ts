// The registration of an association, from the founders' form to the certificate, by clicking, with a login per role.
import { expect, test, type Page } from '@playwright/test'
import { act, barrierFree, creditCode, enter, openCase, ownAddress, signIn } from './city'
import { group, rows, write } from './fields'
import { paper } from './paper'
import { narrowAndWide } from './pictures'

test.describe.configure({ mode: 'serial' })
const name = '佛山市测试陶瓷装备行业协会'
let id = ''

test('a name is checked in public, and the founders go on to the form that has it; told what is wrong, they lose nothing on reload, and hand in', async ({ page }) => {
  await page.goto('/names')
  await page.getByLabel('拟用名称').fill(name)
  await page.getByLabel('登记地').selectOption('440600')
  await page.getByLabel('类型').selectOption('trade_association')
  await page.getByLabel('行业大类').selectOption('30')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await barrierFree(page)
  await narrowAndWide(page, 'name-check')
  await page.getByRole('link', { name: '以此名称填写成立登记申请' }).click()
  await page.context().setExtraHTTPHeaders(ownAddress())
  await enter(page, 'founder2', '发起人代表')
  await expect(page).toHaveURL(/\/open\/association-registration$/)
  await expect(page.getByLabel(/^名称/)).toHaveValue(name)
  await expect(page.getByRole('radio', { name: '行业协会' })).toBeChecked()
  await expect(page.getByLabel(/^登记地/)).toHaveValue('440600')
  await expect(page.locator('#page').getByText('30 非金属矿物制品业', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: '处需要修改' })
  await expect(summary).toBeFocused()
  await barrierFree(page)
  await summary.getByRole('link', { name: '请填写“业务范围”' }).click()
  await expect(page.getByLabel(/^业务范围/)).toBeFocused()

  await page.getByRole('combobox', { name: '行业代码' }).fill('307')
  await page.getByRole('option', { name: /^307 / }).click()
  await page.getByLabel(/^业务范围/).fill('行业调研、培训与自律')
  await page.getByLabel(/^活动地域/).fill('佛山市')
  await page.getByLabel(/^宗旨/).fill('服务会员，规范行业')
  await page.getByLabel(/^注册资金/).fill('50,000')
  await expect(page.getByText('5 万元')).toBeVisible()
  await expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('已恢复上次未提交的草稿。')).toBeVisible()
  await expect(page.getByLabel(/^名称/)).toHaveValue(name)
  await expect(page.getByLabel(/^注册资金/)).toHaveValue('50,000.00')

  await rows(page, '住所', '佛山市示范路9号\t租赁\t80')
  await page.getByLabel(/^专职工作人员数/).fill('3')
  await page.getByLabel(/^拟任法定代表人/).fill('法定代表人甲')
  await page.getByLabel(/^法定代表人身份证号/).fill('440600198001019991')
  const company = (at: number) => `佛山市测试企业${at}有限公司\t${creditCode(at)}`
  await rows(page, '发起人', Array.from({ length: 12 }, (_, at) => `${company(at)}\t5\t是`).join('\n'))
  await rows(page, '拟入会单位', Array.from({ length: 55 }, (_, at) => company(at)).join('\n'))
  const today = new Date().toISOString().slice(0, 10)
  const meeting = group(page, '成立大会')
  await meeting.getByLabel(/^召开日期/).fill(today)
  await write(meeting, { 应到申请人: '55', 实到: '50', 章程赞成票: '49', 负责人等其他事项赞成票: '48' })
  // Each thing that a charter must state is ticked off.
  const content = group(page, '章程应载内容')
  await expect(content.getByRole('checkbox')).toHaveCount(9)
  for (const box of await content.getByRole('checkbox').all()) await box.check()
  await rows(page, '拟任负责人', `拟任会长甲\t440600198001019991\t会长\t${today}\t${new Date(Date.now() + 1400 * 86_400_000).toISOString().slice(0, 10)}\t否\t否`)
  await page.getByLabel(/^联系电话/).fill('0757-00000000')
  await narrowAndWide(page, 'registration-form')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page).toHaveURL(/\/cases\//)
  id = page.url().split('/').at(-1) ?? ''
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
})

test('the papers are uploaded; a file of a wrong type is told and nothing else stops', async ({ page }) => {
  await signIn(page, 'founder2', '发起人代表')
  await openCase(page, id)
  await page.locator('#upload-charter').setInputFiles({ name: 'charter.txt', mimeType: 'text/plain', buffer: Buffer.from('no paper') })
  await expect(page.getByText('文件类型不符，允许：PDF')).toBeVisible()
  for (const kind of ['charter', 'founders', 'premises', 'capital']) {
    await page.locator(`#upload-${kind}`).setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: paper })
    await expect(page.getByRole('button', { name: new RegExp(`^${kind}.pdf`) })).toBeVisible()
  }
  await expect(page.getByText('缺少')).toHaveCount(0)
})

test('a registrar accepts it; a second who read the case before is told, and nothing is written over', async ({ browser }) => {
  const first = await (await browser.newContext()).newPage()
  const second = await (await browser.newContext()).newPage()
  await signIn(first, 'registrar')
  await signIn(second, 'registrar2')
  await openCase(first, id)
  await openCase(second, id)
  await second.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '不予受理' }).click()
  await expect(second.getByRole('dialog', { name: '不予受理' })).toBeVisible()
  await barrierFree(second)
  await act(first, '受理', async (dialog) => dialog.getByRole('radio', { name: '否' }).check())
  await expect(first.locator('.case-head')).toContainText('已受理')
  await expect(second.getByText('这个办件刚刚有了新的办理')).toBeVisible()
  await first.context().close()
  await second.context().close()
})

test('two registrars visit, the reviewer recommends, the head approves, the certificate is delivered', async ({ browser }) => {
  const as = async (login: string, work: (page: Page) => Promise<void>) => {
    const page = await (await browser.newContext()).newPage()
    await signIn(page, login)
    await openCase(page, id)
    await work(page)
    await page.context().close()
  }
  const visit = (page: Page) =>
    act(page, '签署核查记录', async (dialog) => {
      await dialog.getByLabel(/^核查日期/).fill(new Date().toISOString().slice(0, 10))
      for (const group of ['场所符合', '材料与实际一致']) await dialog.getByRole('group', { name: new RegExp(`^${group}`) }).getByRole('radio', { name: '是' }).check()
      await dialog.getByLabel(/^核查情况/).fill('场所与材料一致')
    })
  await as('registrar', async (page) => {
    await act(page, '安排现场核查')
    await visit(page)
  })
  await as('registrar2', visit)
  await as('reviewer', (page) =>
    act(page, '提出审核意见', async (dialog) => {
      await dialog.getByLabel(/^意见/).fill('符合条件，拟同意登记')
      await dialog.getByRole('radio', { name: '是' }).check()
    }),
  )
  await as('registry-head', (page) => act(page, '准予登记'))
  await as('registrar', async (page) => {
    await act(page, '发证', async (dialog) => dialog.getByLabel(/^送达日期/).fill(new Date().toISOString().slice(0, 10)))
    await expect(page.locator('.case-head')).toContainText('办结')
    await expect(page.getByRole('heading', { name: '文书' })).toBeVisible()
  })
})

test('the register has it', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.goto(`/workbench/lists/associations?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('正常').first()).toBeVisible()
})
