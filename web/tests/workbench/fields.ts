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
/** Fills every field of a score sheet that is open with so many permille of its points, and tells that none is left. */
export async function score(scope: Scope, permille: number): Promise<void> {
  const table = scope.locator('table.scores').first()
  // The rubric comes after the dialog, and `all` doesn't wait for it.
  await expect(table.locator('tbody input.score').first()).toBeVisible()
  for (const line of await table.locator('tbody tr.leaf').all()) {
    const input = line.locator('input.score')
    if ((await input.count()) === 0) continue
    const most = Number(await line.locator('td.number').first().innerText())
    await input.fill(String(Math.floor((most * permille) / 100) / 10))
  }
  await table.locator('tbody input.score').last().blur()
  await expect(table.getByText(/尚有 \d+ 项/)).toHaveCount(0)
}
