// The three administrators at their pages, one's own security, and the policy: each with what is refused.
import { expect, request, test } from '@playwright/test'
import { barrierFree } from './city'
import { as } from './service'
import { narrowAndWide } from './pictures'

const kDay = 86_400_000
const dayFrom = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * kDay).toISOString().slice(0, 10)
const login = 'clerk-of-tests'
const password = 'Kiln-and-glaze-2026'
let secret = ''

test.describe.serial('an account', () => {
  test('the security administrator makes an account, grants an office and ends it', async ({ browser }) => {
    await as(browser, 'security-admin', '', async (page) => {
      await page.goto('/workbench/admin/accounts')
      const add = async (name: string) => {
        await page.getByRole('button', { name: '建立账号', exact: true }).first().click()
        const dialog = page.getByRole('dialog', { name: '建立账号' })
        await dialog.getByLabel('登录名').fill(name)
        await dialog.getByLabel('显示名').fill('登记员丁')
        await dialog.getByRole('button', { name: '建立账号', exact: true }).click()
        return dialog
      }
      const refused = await add('registrar')
      await expect(refused.getByRole('alert')).toBeVisible()
      await barrierFree(page)
      await page.keyboard.press('Escape')
      await expect(await add(login)).toBeHidden()
      secret = await page.locator('.secret-text').innerText()
      await narrowAndWide(page, 'accounts')
      await page.getByRole('searchbox', { name: '登录名或姓名的开头' }).fill(login)
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.getByRole('link', { name: login }).click()
      await expect(page.getByRole('heading', { level: 1, name: /登记员丁/ })).toBeVisible()

      const grant = async (role: string) => {
        await page.getByRole('combobox', { name: '岗位', exact: true }).selectOption({ label: role })
        await page.getByRole('combobox', { name: '单位' }).fill('佛山市民政局')
        await page.getByRole('option', { name: '佛山市民政局', exact: true }).click()
        await page.getByRole('button', { name: '授予岗位', exact: true }).click()
      }
      await grant('财政经办人')
      await expect(page.getByRole('alert')).toContainText('该单位未设此岗位')
      await grant('登记员')
      // The form is empty again once the office is there.
      await expect(page.getByRole('row', { name: /^登记员 / })).toBeVisible()
      await grant('登记审核员')
      await expect(page.getByRole('row', { name: /登记审核员/ })).toBeVisible()
      await page.getByRole('button', { name: '收回 登记审核员' }).click()
      await expect(page.getByRole('row', { name: /登记审核员/ })).toContainText('收回')
      await expect(page.getByRole('button', { name: '收回 登记审核员' })).toHaveCount(0)
      await barrierFree(page)
      await narrowAndWide(page, 'account')
    })
  })

  test('the person opens the account by the one-time password, which is good once', async ({ page }) => {
    const enter = async (with_: string) => {
      await page.goto('/workbench/sign-in')
      await page.getByRole('button', { name: '首次使用？凭一次性口令设置密码' }).click()
      await page.getByLabel('登录名').fill(login)
      await page.getByLabel('一次性口令').fill(secret)
      await page.getByLabel('新密码').fill(with_)
      await page.getByRole('button', { name: '登录', exact: true }).click()
    }
    await enter('123456')
    await expect(page.getByRole('alert')).toBeVisible()
    await enter(password)
    await expect(page.locator('header.bar .person')).toContainText('登记员')
    await page.context().clearCookies()
    await enter(password)
    await expect(page.getByRole('alert')).toBeVisible()
  })
})

test("a token reads but doesn't act, and nothing once it is revoked", async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/own/security')
    const make = async (until: string) => {
      await page.getByLabel('用途').fill('登记数据同步')
      await page.getByLabel('有效至').fill(until)
      await page.getByRole('button', { name: '建立令牌' }).click()
    }
    await make(dayFrom(4000))
    await expect(page.getByRole('alert')).toBeVisible()
    await make(dayFrom(30))
    const token = (await page.getByRole('status').locator('.mono').innerText()).trim()
    const api = await request.newContext({
      baseURL: `http://127.0.0.1:${process.env.GUILDHALL_PORT}`,
      extraHTTPHeaders: { Authorization: `Bearer ${token}` },
    })
    expect((await api.get('/api/v1/inbox/counts')).status()).toBe(200)
    expect((await api.post('/api/v1/exports', { data: { list: 'cases' } })).status(), 'read only').toBe(403)
    const line = page.getByRole('row', { name: /登记数据同步/ })
    await expect(line).toContainText('读取')
    await barrierFree(page)
    await narrowAndWide(page, 'security')
    await line.getByRole('button', { name: /收回/ }).click()
    await expect(line).toContainText('已收回')
    expect((await api.get('/api/v1/inbox/counts')).status()).toBe(401)
    await api.dispose()
  })
})

test('an office is delegated while away: the colleague has its cases, until it is taken back', async ({ browser }) => {
  await as(browser, 'committee', '', async (page) => {
    await page.goto('/workbench/own/delegations')
    const make = async (from: string, until: string) => {
      await page.getByRole('combobox', { name: '代理人' }).selectOption({ label: '评估办公室甲（评估办公室）' })
      await page.getByLabel(/^自/).fill(from)
      await page.getByLabel('至', { exact: true }).fill(until)
      await page.getByRole('button', { name: '设立代理' }).click()
    }
    await make(`${dayFrom(3)}T09:00`, `${dayFrom(2)}T09:00`)
    await expect(page.getByRole('alert')).toBeVisible()
    await make('', `${dayFrom(5)}T18:00`)
    const line = page.getByRole('row', { name: /评估办公室甲/ })
    await expect(line).toContainText('全部事项')
    await expect(page.getByRole('columnheader', { name: '开始' })).toBeVisible()
    await barrierFree(page)
    await narrowAndWide(page, 'delegations')
  })
  await as(browser, 'assessment', '', async (page) => {
    await page.goto('/workbench/own/delegations')
    await expect(page.getByRole('row', { name: /评估委员会主任甲/ })).toBeVisible()
  })
  await as(browser, 'committee', '', async (page) => {
    await page.goto('/workbench/own/delegations')
    const line = page.getByRole('row', { name: /评估办公室甲/ })
    await line.getByRole('button', { name: '收回' }).click()
    await expect(line).toContainText('已收回')
  })
})

test("the system administrator makes, renames and closes a department, and changes none of the pack's", async ({
  browser,
}) => {
  await as(browser, 'system-admin', '', async (page) => {
    await page.goto('/workbench/admin/organisations')
    await expect(page.getByRole('row', { name: /佛山市民政局/ })).toContainText('政策包')
    await expect(page.getByRole('row', { name: /佛山市民政局/ }).getByRole('button')).toHaveCount(0)
    await page.getByRole('button', { name: '建立单位', exact: true }).click()
    let dialog = page.getByRole('dialog', { name: '建立单位' })
    await dialog.getByLabel('单位名称').fill('佛山市试验数据局')
    await dialog.getByLabel('行政区划代码').fill('4406')
    await dialog.getByRole('button', { name: '建立单位', exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('行政区划代码应为六位数字')
    await dialog.getByLabel('行政区划代码').fill('440600')
    await barrierFree(page)
    await narrowAndWide(page, 'organisation-dialog')
    await dialog.getByRole('button', { name: '建立单位', exact: true }).click()
    await expect(dialog).toBeHidden()
    const line = page.getByRole('row', { name: /佛山市试验数据局/ })
    await expect(line).toContainText('自建')
    await line.getByRole('button', { name: '修改 佛山市试验数据局' }).click()
    dialog = page.getByRole('dialog', { name: '修改单位' })
    await dialog.getByLabel('单位名称').fill('佛山市试验数据局（筹）')
    await dialog.getByRole('checkbox', { name: '停用该单位' }).check()
    await dialog.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('row', { name: /试验数据局（筹）/ })).toContainText('已停用')
    await barrierFree(page)
    await narrowAndWide(page, 'organisations')
  })
})

test('the system administrator makes a backup and sees it; the audit log says so', async ({ browser }) => {
  await as(browser, 'system-admin', '', async (page) => {
    await page.goto('/workbench/admin/backups')
    await page.getByRole('button', { name: '立即备份' }).click()
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
    await barrierFree(page)
    await narrowAndWide(page, 'backups')
    await page.goto('/workbench/admin/log')
    await expect(page.getByText('叶子数')).toBeVisible()
    await barrierFree(page)
    await narrowAndWide(page, 'log')
    await page.goto('/workbench/admin/accounts')
    await expect(page.getByRole('alert').first()).toBeVisible()
  })
  await as(browser, 'audit-admin', '', async (page) => {
    await page.goto('/workbench/admin/audit')
    await page.getByRole('combobox', { name: '事件' }).selectOption({ label: '系统管理操作' })
    await expect(page.getByRole('cell', { name: /^backup / })).toBeVisible()
    await page.getByRole('combobox', { name: '事件' }).selectOption({ label: '授予岗位' })
    await expect(page.getByRole('cell', { name: '授予岗位' }).first()).toBeVisible()
    await narrowAndWide(page, 'audit')
    await page.goto('/workbench/admin/log')
    await expect(page.getByText('叶子数')).toBeVisible()
  })
})

test('what if: other numbers show which past cases would have ended otherwise, and these open', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await page.goto('/workbench/policy/what-if')
    await page.getByRole('textbox', { name: /min_members.general/ }).fill('60')
    await page.getByRole('button', { name: '推演', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('您当前的岗位不能做政策推演')
  })
  await as(browser, 'reviewer', '', async (page) => {
    await page.goto('/workbench/policy/what-if')
    await page.getByRole('textbox', { name: /min_members.favoured/ }).fill('20')
    await page.getByRole('button', { name: '推演', exact: true }).click()
    await expect(page.getByText(/核对 \d+ 件/)).toBeVisible()
    await page.getByRole('textbox', { name: /min_members.favoured/ }).fill('500')
    await page.getByRole('button', { name: '推演', exact: true }).click()
    await expect(page.getByText(/其中 [1-9]\d* 件会有不同结果/)).toBeVisible()
    await barrierFree(page)
    await narrowAndWide(page, 'what-if-answer')
    const first = page.getByRole('table').last().getByRole('link').first()
    const title = await first.innerText()
    await first.click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  })
})
