// Pictures of pages and dialogs to be looked at, wide and as on a phone.
import { mkdirSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'

const folder = process.env.GUILDHALL_SHOTS ?? '../build/shots'

/** What is open now at 1440 and 390 pixels; it is no wider than a phone. `full`: the whole page, not what is in sight. */
export async function shoot(page: Page, name: string, full = false): Promise<void> {
  mkdirSync(folder, { recursive: true })
  if (full) await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: full, animations: 'disabled' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: full, animations: 'disabled' })
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    `${name} is as wide as a phone`,
  ).toBeLessThanOrEqual(392)
  await page.setViewportSize({ width: 1440, height: 900 })
}
