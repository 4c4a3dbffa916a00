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
/** Takes one of a list that drops down. */
export async function pick(scope: Scope, label: string, text: string): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  await scope.getByRole('combobox', { name: starting(label) }).click({ force: true })
  await page.getByRole('option', { name: text, exact: true }).click()
}
/** Pastes lines of a spreadsheet into a table. */
export async function rows(scope: Scope, label: string, text: string): Promise<void> {
  const part = group(scope, label)
  await part.getByRole('button', { name: '从表格粘贴' }).click()
  await part.getByRole('textbox', { name: /从电子表格复制/ }).fill(text)
  await part.getByRole('button', { name: '加入表格' }).click()
}
/** Puts points into a leaf of a score sheet, with the reason and the number of answers where they are asked for. False where its rule
 *  doesn't give such points: then it has none. */
async function give(line: Locator, points: number): Promise<boolean> {
  const input = line.locator('.entry input.score')
  const text = String(points)
  // The form may still be taking in what was typed before: the value stands when it is shown.
  await expect(async () => {
    await input.fill(text)
    await input.blur()
    await expect(input).toHaveValue(text, { timeout: 1_000 })
  }).toPass()
  if ((await line.locator('.unread').count()) > 0) return false
  for (const [end, said] of [['why', '按评分细则扣分'], ['answers', '12']] as const) {
    const beside = line.locator(`input[id$="-${end}"]`)
    if (!(await beside.count())) continue
    await beside.fill(said)
    await beside.blur()
  }
  return true
}
/** Fills a score sheet that is open so that the sum is about so many permille of the points: a leaf whose rule doesn't give its share gets
 *  all, and the leaves after it that much less. */
export async function score(scope: Scope, permille: number): Promise<void> {
  const table = scope.locator('table.scores').first()
  // The rubric comes after the dialog, and `all` doesn't wait for it.
  await expect(table.locator('tbody input.score').first()).toBeVisible()
  let owed = 0
  for (const line of await table.locator('tbody tr.leaf').all()) {
    if ((await line.locator('.entry input.score').count()) === 0) continue
    const most = Number(await line.locator('td.number').first().innerText())
    const wanted = (most * permille) / 1000 + owed
    const shares = [Math.floor(wanted * 10) / 10, Math.floor(wanted), 0].map((share) => Math.max(0, Math.min(most, share)))
    // A leaf that is all or nothing gives nothing only where that much is owed.
    const tries = wanted < most / 2 ? shares : [shares[0] ?? 0, shares[1] ?? 0, most]
    let given = most
    for (const share of [...new Set([...tries, most])]) {
      given = share
      if (await give(line, share)) break
    }
    owed = wanted - given
  }
  await expect(table.getByText(/尚有 \d+ 项/)).toHaveCount(0)
}
/** Gives every leaf of an open sheet its full points, by the button beside it. */
export async function fullMarks(scope: Scope): Promise<void> {
  const table = scope.locator('table.scores').first()
  await expect(table.locator('tbody input.score').first()).toBeVisible()
  for (const button of await table.locator('tr.leaf .entry button').all()) await button.click()
  for (const answers of await table.locator('input[id$="-answers"]').all()) await answers.fill('12')
  await expect(table.getByText(/尚有 \d+ 项/)).toHaveCount(0)
}
