// The verbs of approval by clicking: who holds a step, who helps, who is told; each with what is refused.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { barrierFree, openCase } from './city'
import { as, handIn, service, type Opened } from './service'
import { narrowAndWide } from './pictures'

test.describe.configure({ mode: 'serial' })
let one: Opened
let other: Opened

const bar = (page: Page) => page.getByRole('region', { name: '可办理的动作' })
const timeline = (page: Page) => page.locator('.timeline')

/** Opens the menu of verbs and the dialog of one. */
async function begin(page: Page, verb: string): Promise<Locator> {
  await bar(page).getByText('更多办理').click()
  await bar(page).getByRole('button', { name: verb, exact: true }).click()
  return page.getByRole('dialog', { name: verb, exact: true })
}
async function finish(dialog: Locator): Promise<void> {
  await dialog.locator('[data-perform]').click()
  await expect(dialog).toBeHidden()
}
async function refused(dialog: Locator, says: string): Promise<void> {
  await dialog.locator('[data-perform]').click()
  await expect(dialog.getByText(says).first()).toBeVisible()
  await dialog.getByRole('button', { name: '取消' }).click()
  await expect(dialog).toBeHidden()
}
async function choose(page: Page, dialog: Locator, field: string, person: string): Promise<void> {
  const box = dialog.getByRole('combobox', { name: field })
  await box.click()
  await page.getByRole('option', { name: new RegExp(person) }).click()
}
/** The box holds the case or doesn't, and its figure is the length of its list. */
async function inBox(page: Page, box: string, shown: Opened, there = true): Promise<void> {
  await page.goto(`/workbench/inbox?box=${box}`)
  const figure = page.locator(`.box.${box} .figure`)
  await expect(figure).not.toHaveText('—')
  await expect(page.getByText(new RegExp(`共 ${await figure.innerText()} 条`))).toBeVisible()
  await page.getByRole('searchbox', { name: '编号或名称' }).fill(shown.name)
  const answered = page.waitForResponse(
    (answer) => answer.url().includes('/api/v1/inbox?') && answer.url().includes('q='),
  )
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await answered
  await expect(page.getByRole('link', { name: new RegExp(shown.name) })).toHaveCount(there ? 1 : 0)
}

test.beforeAll(async () => {
  ;[one, other] = (await handIn(['佛山市试验陶瓷机械行业协会', '佛山市试验卫浴行业协会'], 20_000)) as [Opened, Opened]
})

test("a step is claimed and released; what is claimed stands in nobody else's boxes", async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await inBox(page, 'claimable', one)
    await openCase(page, one.id)
    await finish(await begin(page, '认领'))
    await expect(timeline(page)).toContainText('认领')
    // Held by oneself: claimed it can't be again, so it isn't offered.
    await bar(page).getByText('更多办理').click()
    await expect(bar(page).getByRole('button', { name: '认领', exact: true })).toHaveCount(0)
    await expect(bar(page).getByRole('button', { name: '释放', exact: true })).toBeVisible()
    await inBox(page, 'claimable', one, false)
    await inBox(page, 'todo', one)
  })
  await as(browser, 'registrar2', '', async (page) => {
    await inBox(page, 'todo', one, false)
    await openCase(page, one.id)
    await expect(bar(page).getByRole('button', { name: '受理', exact: true })).toHaveCount(0)
  })
  await as(browser, 'registrar', '', async (page) => {
    await openCase(page, one.id)
    await finish(await begin(page, '释放'))
    await expect(timeline(page)).toContainText('释放')
    await inBox(page, 'claimable', one)
  })
})

test('two who claim at once: the second is told, and the first holds it', async ({ browser }) => {
  await as(browser, 'registrar2', '', async (second) => {
    await openCase(second, other.id)
    const dialog = await begin(second, '认领')
    await as(browser, 'registrar', '', async (page) => {
      await openCase(page, other.id)
      await finish(await begin(page, '认领'))
    })
    await dialog.locator('[data-perform]').click()
    await expect(
      dialog.getByText('有人先于您办理了这个办件').or(second.getByText('这个办件刚刚有了新的办理')).first(),
    ).toBeVisible()
  })
})

test('a step is handed over within the role, and not outside it', async ({ browser }) => {
  await as(browser, 'registrar', '', async (page) => {
    await openCase(page, one.id)
    let dialog = await begin(page, '转办')
    await choose(page, dialog, '转给岗位', '登记审核员甲')
    await barrierFree(page)
    await refused(dialog, '只能转给本单位同一角色的岗位')
    dialog = await begin(page, '转办')
    await choose(page, dialog, '转给岗位', '登记员乙')
    await dialog.getByLabel(/^说明/).fill('出差一周')
    await finish(dialog)
    await expect(timeline(page)).toContainText('转办')
    await expect(timeline(page)).toContainText('出差一周')
    await inBox(page, 'todo', one, false)
    await inBox(page, 'done', one)
  })
  await as(browser, 'registrar2', '', (page) => inBox(page, 'todo', one))
})

test('a step is delegated; the delegate acts on it but passes it to nobody', async ({ browser }) => {
  await as(browser, 'registrar2', '', async (page) => {
    await openCase(page, one.id)
    const dialog = await begin(page, '委派')
    await choose(page, dialog, '委派给岗位', '登记员甲')
    await finish(dialog)
    await expect(timeline(page)).toContainText('委派')
  })
  await as(browser, 'registrar', '', async (page) => {
    await inBox(page, 'todo', one)
    await openCase(page, one.id)
    await expect(bar(page).getByRole('button', { name: '受理', exact: true })).toBeVisible()
    const dialog = await begin(page, '转办')
    await choose(page, dialog, '转给岗位', '登记员乙')
    await refused(dialog, '受委派人不能转办或再委派')
  })
})

test('a signer is added, taken back, and added again to give an opinion with a phrase that is kept', async ({
  browser,
}) => {
  await as(browser, 'registrar2', '', async (page) => {
    await openCase(page, one.id)
    await bar(page).getByText('更多办理').click()
    await expect(bar(page).getByRole('button', { name: '减签', exact: true })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await openCase(page, one.id)
    let dialog = await begin(page, '加签')
    await choose(page, dialog, '岗位', '登记审核员甲 佛山市民政局')
    await finish(dialog)
    dialog = await begin(page, '加签')
    await choose(page, dialog, '岗位', '登记审核员甲 佛山市民政局')
    await refused(dialog, '该岗位已在当前环节')
    dialog = await begin(page, '减签')
    await choose(page, dialog, '岗位', '登记机关负责人甲 佛山市民政局')
    await refused(dialog, '没有可减去的加签人')
    dialog = await begin(page, '减签')
    await choose(page, dialog, '岗位', '登记审核员甲 佛山市民政局')
    await finish(dialog)
    await expect(timeline(page)).toContainText('减签')
    dialog = await begin(page, '加签')
    await choose(page, dialog, '岗位', '登记审核员甲 佛山市民政局')
    await finish(dialog)
    await expect(page.getByRole('region', { name: '可办理的动作' })).toBeVisible()
    await bar(page).getByRole('button', { name: '受理', exact: true }).click()
    dialog = page.getByRole('dialog', { name: '受理' })
    await dialog.getByRole('radio', { name: '否' }).check()
    await refused(dialog, '加签人')
  })
  await as(browser, 'reviewer', '', async (page) => {
    await inBox(page, 'todo', one)
    await openCase(page, one.id)
    const dialog = await begin(page, '签署意见')
    await dialog.getByText('常用意见', { exact: true }).click()
    await dialog.getByRole('textbox', { name: '新增常用意见' }).fill('行业代码与业务范围相符。')
    await dialog.getByRole('button', { name: '加入', exact: true }).click()
    await dialog.getByRole('button', { name: '行业代码与业务范围相符。', exact: true }).click()
    await expect(dialog.getByLabel(/^意见/)).toHaveValue('行业代码与业务范围相符。')
    await finish(dialog)
    await expect(timeline(page)).toContainText('行业代码与业务范围相符。')
  })
  await as(browser, 'reviewer', '', async (page) => {
    const kept = await (
      await service('reviewer')
    ).get<{ items: { phrases?: { phrases: string[] } } }>('/api/v1/preferences')
    expect(kept.items.phrases?.phrases).toContain('行业代码与业务范围相符。')
    await inBox(page, 'done', one)
    await inBox(page, 'todo', one, false)
  })
})

test('a copy is sent to a colleague, whose box then has it, and to a body of the district', async ({ browser }) => {
  await as(browser, 'registrar2', '', async (page) => {
    await openCase(page, one.id)
    const dialog = await begin(page, '抄送')
    await dialog.locator('[data-perform]').click()
    await expect(dialog.getByText(/请选择|请填写/).first()).toBeVisible()
    await choose(page, dialog, '抄送岗位', '登记机关负责人甲 佛山市民政局')
    await page.keyboard.press('Escape')
    await choose(page, dialog, '抄送岗位', '登记审核员甲 佛山市禅城区民政局')
    await page.keyboard.press('Escape')
    await dialog.getByLabel(/^说明/).fill('请知悉')
    await finish(dialog)
    await expect(timeline(page)).toContainText('登记机关负责人甲')
  })
  await as(browser, 'registry-head', '', (page) => inBox(page, 'copied', one))
})

test('the applicant urges, sees that it was done, and is stopped when it is too much', async ({ browser }) => {
  await as(browser, 'founder2', 'founder', async (page) => {
    await inBox(page, 'opened', one)
    await openCase(page, one.id)
    await bar(page).getByText('更多办理').click()
    await expect(bar(page).getByRole('button', { name: '抄送', exact: true })).toHaveCount(0)
    await openCase(page, one.id)
    const dialog = await begin(page, '催办')
    await dialog.getByLabel(/^说明/).fill('会员大会在即')
    await finish(dialog)
    await expect(timeline(page)).toContainText('会员大会在即')
    const founder = await service('founder2', 'founder')
    while ((await founder.status('POST', `/api/v1/cases/${one.id}/acts`, { action: 'urge', form: {} })) < 300);
    await openCase(page, one.id)
    await refused(await begin(page, '催办'), '催办次数过多')
  })
})

test("one's own move is taken back until somebody has taken the case up", async ({ browser }) => {
  await as(browser, 'registrar2', '', async (page) => {
    await openCase(page, one.id)
    await bar(page).getByRole('button', { name: '受理', exact: true }).click()
    let dialog = page.getByRole('dialog', { name: '受理' })
    await dialog.getByRole('radio', { name: '否' }).check()
    await finish(dialog)
    await refused(await begin(page, '撤回'), '该动作已产生效力')
    await bar(page).getByRole('button', { name: '安排现场核查' }).click()
    await finish(page.getByRole('dialog', { name: '安排现场核查' }))
    await finish(await begin(page, '撤回'))
    await expect(timeline(page)).toContainText('撤回')
    await bar(page).getByRole('button', { name: '安排现场核查' }).click()
    dialog = page.getByRole('dialog', { name: '安排现场核查' })
    await finish(dialog)
  })
})

test('a case is sent back with what to supplement by when, and comes straight back', async ({ browser }) => {
  const visit = (login: string) => async () => {
    const registrar = await service(login)
    const form = {
      visited_on: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
      premises_fit: true,
      papers_agree: true,
      findings: '场所与材料一致',
    }
    await registrar.post(`/api/v1/cases/${one.id}/acts`, { action: 'record_visit', form })
  }
  await visit('registrar')()
  await visit('registrar2')()
  await as(browser, 'reviewer', '', async (page) => {
    await openCase(page, one.id)
    let dialog = await begin(page, '退回')
    await choose(page, dialog, '退回环节', '待受理')
    await dialog.getByLabel(/^退回理由/).fill('重来')
    await refused(dialog, '其间的办理已产生效力')
    dialog = await begin(page, '退回')
    await choose(page, dialog, '退回环节', '现场核查')
    await dialog
      .getByRole('group', { name: /^改后直接返回本环节/ })
      .getByRole('radio', { name: '是' })
      .check()
    await dialog.getByRole('textbox', { name: '需补充的内容 1' }).fill('场所平面图')
    await dialog.getByLabel(/^请于何日前补齐/).fill('2030-01-31')
    await dialog.getByLabel(/^退回理由/).fill('照片缺失')
    await barrierFree(page)
    await narrowAndWide(page, 'send-back')
    await finish(dialog)
    await expect(timeline(page)).toContainText('场所平面图')
    await expect(timeline(page)).toContainText('2030-01-31')
    await expect(page.locator('.case-head')).toContainText('现场核查')
  })
  await visit('registrar')()
  await visit('registrar2')()
  await as(browser, 'reviewer', '', (page) => inBox(page, 'todo', one))
})

test('the box of what is late has what is late, and counts it', async ({ browser }) => {
  for (const login of ['registrar', 'officer'])
    await as(browser, login, '', async (page) => {
      await page.goto('/workbench/inbox?box=overdue')
      const count = Number(
        await page
          .locator('.box.overdue .figure')
          .innerText()
          .then((text) => (text === '—' ? '0' : text)),
      )
      const rows = page.locator('tbody tr')
      if (count === 0) await expect(page.getByText('没有超期的办件。')).toBeVisible()
      else await expect(rows.filter({ hasText: '超期' })).toHaveCount(Math.min(count, 25))
    })
})
