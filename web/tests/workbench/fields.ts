// Filling the fields of a form as a person does: by what stands beside them.
import { expect, type Locator, type Page } from '@playwright/test'

export type Scope = Page | Locator

const starting = (label: string) => new RegExp(`^${label}`)

export function group(scope: Scope, label: string): Locator {
  return scope.getByRole('group', { name: starting(label) })
}
export async function write(scope: Scope, texts: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await scope.getByLabel(starting(label)).first().fill(text)
}
export async function choose(scope: Scope, answers: Record<string, string>): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) await group(scope, label).getByRole('radio', { name: answer, exact: true }).check()
}
export async function promise(scope: Scope, label: string): Promise<void> {
  await group(scope, label).getByRole('checkbox').check()
}
/** Finds something by what it is called, and takes it. */
export async function find(scope: Scope, label: string, text: string): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  const box = scope.getByRole('combobox', { name: starting(label) })
  await box.click()
  await box.fill(text)
  await page.getByRole('option', { name: text }).first().click()
  // Where several may be taken the list stays open over what comes next.
  await page.keyboard.press('Tab')
}
/** Pastes lines of a spreadsheet into a table. */
export async function rows(scope: Scope, label: string, text: string): Promise<void> {
  const part = group(scope, label)
  await part.getByRole('button', { name: '从表格粘贴' }).click()
  await part.getByRole('textbox', { name: /从电子表格复制/ }).fill(text)
  await part.getByRole('button', { name: '加入表格' }).click()
}
/** Fills a score sheet that is open so that the sum is about so many permille of the points, each field as its rule allows, says why points
 *  are off where it is asked, and tells that none is left. */
export async function score(scope: Scope, permille: number): Promise<void> {
  const table = scope.locator('table.scores').first()
  // The rubric comes after the dialog, and `all` doesn't wait for it.
  await expect(table.locator('tbody input.score').first()).toBeVisible()
  let owed = 0
  for (const line of await table.locator('tbody tr.leaf').all()) {
    const input = line.locator('.entry input.score')
    if ((await input.count()) === 0) continue
    const most = Number(await line.locator('td.number').first().innerText())
    const wanted = (most * permille) / 1000 + owed
    const given = Math.max(0, Math.min(most, Math.floor(wanted * 10 + 1e-6) / 10))
    await input.fill(String(given))
    await input.blur()
    const misfit = (await line.locator('.unread').count()) > 0
    if (misfit) await input.fill(String(most))
    owed = wanted - (misfit ? most : given)
    await input.blur()
    const why = line.locator('input[id$="-why"]')
    if (await why.count()) await why.fill('按评分细则扣分')
    const answers = line.locator('input[id$="-answers"]')
    if (await answers.count()) await answers.fill('12')
  }
  await table.locator('tbody input').last().blur()
  await expect(table.getByText(/尚有 \d+ 项/)).toHaveCount(0)
}
