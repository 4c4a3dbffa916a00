// Working with lists: several cases together, views and columns that are kept, exports, and two people at once.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { barrierFree, openCase } from './city'
import { as, handIn, service, type Opened } from './service'
import { narrowAndWide } from './pictures'

test.describe.configure({ mode: 'serial' })
const kName = '佛山市试验成批'
let handedIn: Opened[] = []

test.beforeAll(async () => {
  handedIn = await handIn([`${kName}一号行业协会`, `${kName}二号行业协会`, `${kName}三号行业协会`], 40_000)
})

test('cases of one kind are accepted together, and each answers for itself', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto(`/workbench/inbox?q=${encodeURIComponent(kName)}`)
    await expect(page.getByRole('link', { name: new RegExp(kName) })).toHaveCount(3)
    await page.getByRole('checkbox', { name: '选中本页全部' }).check()
    await expect(page.getByText('已选 3 件')).toBeVisible()
    await page.getByRole('button', { name: '一并办理' }).click()
    const dialog = page.getByRole('dialog', { name: '一并办理 3 件' })
    await dialog.getByRole('radio', { name: '否' }).check()
    await barrierFree(page)
    await narrowAndWide(page, 'batch')
    // Somebody else is quicker with one of them.
    const second = await service('registrar2')
    await second.post(`/api/v1/cases/${handedIn[0]?.id}/acts`, {
      action: 'accept',
      form: { few_organisations_attested: false },
    })
    await dialog.getByRole('button', { name: /^受理（3 件）/ }).click()
    await expect(dialog.getByText('已办', { exact: true })).toHaveCount(2)
    await expect(dialog.getByText('该件已不在原环节，未作办理')).toHaveCount(1)
    await narrowAndWide(page, 'batch-done')
    await dialog.getByRole('button', { name: '关闭', exact: true }).click()
    await expect(dialog).toBeHidden()
  })
})

test('cases of different steps are not acted on together', async ({ browser }) => {
  await service('registrar').then((registrar) =>
    registrar.post(`/api/v1/cases/${handedIn[1]?.id}/acts`, { action: 'start_visit', form: {} }),
  )
  await as(browser, 'registrar', '', async (page) => {
    await page.goto(`/workbench/inbox?q=${encodeURIComponent(kName)}`)
    await page.getByRole('checkbox', { name: '选中本页全部' }).check()
    await expect(page.getByText('只有同一事项、同一政策版本、同一环节的办件可以一并办理')).toBeVisible()
    await expect(page.getByRole('button', { name: '一并办理' })).toBeDisabled()
  })
})

test('a view is saved under a name, and columns are chosen; both are there at the next sign-in', async ({
  browser,
}) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto(`/workbench/cases?procedure=association-registration&sort=number&order=desc`)
    await page.locator('summary', { hasText: /^视图/ }).click()
    await page.getByRole('textbox', { name: '为当前筛选命名' }).fill('成立登记')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByText('已保存视图“成立登记”')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.locator('summary', { hasText: /^列/ }).click()
    await page.getByRole('checkbox', { name: '申请单位' }).uncheck()
    await page.getByRole('checkbox', { name: /办结/ }).last().check()
    await expect(page.getByRole('columnheader', { name: '申请单位' })).toHaveCount(0)
  })
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/cases')
    await expect(page.getByRole('columnheader', { name: '事项名称' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: '申请单位' })).toHaveCount(0)
    await page.locator('summary', { hasText: /^视图/ }).click()
    await page.getByRole('button', { name: '成立登记', exact: true }).click()
    await expect(page).toHaveURL(/procedure=association-registration/)
    await expect(page.getByRole('columnheader', { name: '办件编号' })).toHaveAttribute('aria-sort', 'descending')
    await page.locator('summary', { hasText: /^视图/ }).click()
    await page.getByRole('button', { name: '删除视图“成立登记”' }).click()
    await expect(page.getByText('还没有保存的视图')).toBeVisible()
  })
})

/** Asks for an export and follows the notice that it is there; gives the path of the downloaded file. */
async function exported(page: Page, format: string): Promise<string> {
  await page.locator('summary', { hasText: /^导出/ }).click()
  await page.getByRole('button', { name: format }).click()
  const notice = page.getByRole('status').filter({ hasText: '导出已生成，可以下载。' })
  await notice.getByRole('link', { name: '导出' }).click()
  await expect(page).toHaveURL(/own\/exports/)
  const line = page.getByRole('row').filter({ hasText: '可下载' }).first()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    line.getByRole('link', { name: '下载' }).click(),
  ])
  return download.path()
}

test('a list is exported in the background; who waits is told, and the files are what they say', async ({
  browser,
}) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto(`/workbench/cases?q=${encodeURIComponent(kName)}`)
    await expect(page.getByRole('link', { name: new RegExp(kName) })).toHaveCount(3)
    const sheet = readFileSync(await exported(page, 'Excel (XLSX)'))
    expect(sheet.subarray(0, 4).toString('latin1'), 'a ZIP container').toBe('PK\u0003\u0004')
    expect(sheet.includes('xl/worksheets/sheet1.xml')).toBe(true)
    await page.goto(`/workbench/cases?q=${encodeURIComponent(kName)}&sort=number&order=desc`)
    const lines = readFileSync(await exported(page, 'CSV'), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF?事项名称,办件编号,事项,/)
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain('行业协会商会成立登记')
    await barrierFree(page)
    await narrowAndWide(page, 'exports')
  })
})

test('two people on one case: what one does is told to the other, whose late act writes nothing over', async ({
  browser,
}) => {
  const shared = handedIn[2] as Opened
  await as(browser, 'registrar', '', (first) =>
    as(browser, 'registrar2', '', async (second) => {
      await openCase(second, shared.id)
      await openCase(first, shared.id)
      const bar = second.getByRole('region', { name: '可办理的动作' })
      await bar.getByText('更多办理').click()
      await bar.getByRole('button', { name: '抄送', exact: true }).click()
      const dialog = second.getByRole('dialog', { name: '抄送' })
      await dialog.getByRole('combobox', { name: '抄送岗位' }).click()
      await second.getByRole('option', { name: /登记审核员甲 佛山市民政局/ }).click()
      await dialog.getByLabel(/^说明/).fill('写了一半')
      const start = first.getByRole('region', { name: '可办理的动作' })
      await start.getByRole('button', { name: '安排现场核查' }).click()
      await first.getByRole('dialog', { name: '安排现场核查' }).locator('[data-perform]').click()
      await expect(second.getByText('这个办件刚刚有了新的办理')).toBeVisible()
      await dialog.locator('[data-perform]').click()
      await expect(dialog.getByText('有人先于您办理了这个办件')).toBeVisible()
      await dialog.getByRole('button', { name: '读取最新内容' }).click()
      const again = second.getByRole('dialog', { name: '抄送' })
      await expect(again.getByLabel(/^说明/), 'what was typed stays').toHaveValue('写了一半')
      await again.locator('[data-perform]').click()
      await expect(again).toBeHidden()
      await expect(second.locator('.timeline')).toContainText('安排现场核查')
      await expect(second.locator('.timeline')).toContainText('写了一半')
    }),
  )
})

test('the inbox of one tab tells what another did', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/inbox')
    await expect(page.getByRole('table', { name: '待办' })).toBeVisible()
    const other = await page.context().newPage()
    await openCase(other, (handedIn[0] as Opened).id)
    await other.getByRole('region', { name: '可办理的动作' }).getByRole('button', { name: '安排现场核查' }).click()
    await other.getByRole('dialog', { name: '安排现场核查' }).locator('[data-perform]').click()
    await page.getByRole('button', { name: /条新消息，刷新/ }).click()
    await expect(page.getByRole('button', { name: /条新消息，刷新/ })).toHaveCount(0)
  })
})
