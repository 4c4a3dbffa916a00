// A whole application with the keyboard alone: no mouse is moved in this spec. Focus is seen wherever it stands, goes in the
// order of the page, and comes back to what opened a dialog.
import { expect, test, type FileChooser, type Page } from '@playwright/test'
import { creditCode } from './city'
import { paper } from './paper'

/** Far more than any page of the walk has places to stop at. */
const kStopsMost = 80

interface Stop {
  tag: string
  text: string
  ringed: boolean
}
/** Places where focus stood and nobody could see it. */
const unseen = new Set<string>()
/** Where focus stands, and whether people see it: a ring around it, around its frame, or around the label that stands for it. */
async function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    const ring = (one: Element | null | undefined) => (one ? getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0 : false)
    const frame = at.closest('.el-input__wrapper, .el-select__wrapper, .el-textarea, label')
    const label = (at as HTMLInputElement).labels?.[0]
    const text = at.getAttribute('aria-label') || label?.innerText || at.innerText || ''
    return { tag: at.tagName, text: text.trim().replace(/\s+/g, ' ').slice(0, 60), ringed: ring(at) || ring(frame) || ring(label) || ring(label?.parentElement) }
  })
}
/** Tabs until focus stands at what is called so; at each place focus is seen. Gives the places that were passed. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<string[]> {
  const passed: string[] = []
  for (let at = 0; at < kStopsMost; ++at) {
    await page.keyboard.press(key)
    const here = await stop(page)
    if (here.tag === 'BODY') continue // past the end of the page
    if (!here.ringed) unseen.add(`${here.tag} “${here.text}” of ${page.url()}`)
    passed.push(here.text)
    if (name.test(here.text)) return passed
  }
  throw new Error(`no place ${String(name)} among ${passed.join(' | ')}`)
}
async function type(page: Page, label: RegExp, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.insertText(text)
}

async function signInByKeys(page: Page, login: string): Promise<void> {
  await page.goto('/workbench/sign-in')
  await type(page, /^登录名/, login)
  await type(page, /^密码/, process.env.GUILDHALL_PASSWORD ?? '')
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/sign-in/)
  await expect(page.locator('header.bar')).toBeVisible()
}

test('an application is made, its paper handed in and an action performed with the keyboard alone', async ({ page, browser }) => {
  await signInByKeys(page, 'citizen')

  // Past the navigation in one step.
  await page.keyboard.press('Tab')
  expect((await stop(page)).text).toBe('跳到主要内容')
  await tabTo(page, /^发起办件$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '发起办件' })).toBeVisible()
  await tabTo(page, /^单位入驻$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '单位入驻' })).toBeVisible()

  // Handing in an empty form leads to the faults, and from there to the field.
  await tabTo(page, /^提交$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '处需要修改' })).toBeFocused()
  const links = await tabTo(page, /单位名称/)
  expect(links.length).toBeLessThan(4)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^单位名称/)).toBeFocused()

  // The fields follow one another as they stand on the page.
  await tabTo(page, /企业/, 'Shift+Tab')
  await page.keyboard.press('Space')
  await type(page, /^单位名称/, '佛山市键盘示例有限公司')
  await type(page, /^统一社会信用代码/, creditCode(777_001))
  await type(page, /^所在地/, '440600')
  await tabTo(page, /^行业代码/)
  await page.keyboard.insertText('307')
  await expect(page.getByRole('option', { name: /^307 / })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await type(page, /^住所/, '佛山市示范路9号')
  await type(page, /^联系人/, '联系人甲')
  await type(page, /^联系电话/, '0757-00000000')
  await tabTo(page, /^提交$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('佛山市键盘示例有限公司')

  // The paper.
  let paperChooser: FileChooser | undefined
  await tabTo(page, /^上传/)
  await expect(page.locator('#upload-licence')).toBeFocused()
  // The browser may not yet know that its dialog is waited for when the key comes.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 3_000 })
    await page.keyboard.press('Space')
    paperChooser = await chooser
  }).toPass()
  await paperChooser?.setFiles({ name: '营业执照.pdf', mimeType: 'application/pdf', buffer: paper })
  await expect(page.getByRole('button', { name: /^营业执照.pdf/ })).toBeVisible()

  const address = page.url()

  // Another person decides. Focus goes into the dialog and stays in; Escape closes it, and focus comes back to what opened it.
  const registrar = await (await browser.newContext()).newPage()
  await signInByKeys(registrar, 'registrar')
  await registrar.goto(address)
  await expect(registrar.getByRole('heading', { level: 1 })).toBeVisible()
  await tabTo(registrar, /^准予入驻$/)
  await registrar.keyboard.press('Enter')
  const dialog = registrar.getByRole('dialog', { name: '准予入驻' })
  await expect(dialog.locator(':focus')).toHaveCount(1)
  for (let at = 0; at < 6; ++at) {
    await registrar.keyboard.press('Tab')
    await expect(dialog.locator(':focus')).toHaveCount(1)
  }
  await registrar.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(registrar.getByRole('button', { name: '准予入驻' })).toBeFocused()
  await registrar.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await tabTo(registrar, /准予入驻$/)
  await registrar.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(registrar.locator('.case-head')).toContainText('已入驻')
  await registrar.context().close()
  expect([...unseen]).toEqual([])
})
