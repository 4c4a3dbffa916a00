// Pages at the widths of a desk and of a phone; with GUILDHALL_SCREENSHOTS pictures of them go into that folder, to be looked at.
import { mkdirSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'

const folder = process.env.GUILDHALL_SCREENSHOTS
const kTallest = 8_000
if (folder) mkdirSync(folder, { recursive: true })

export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.getByText('正在读取…')).toHaveCount(0)
  // A chart that is still being drawn makes no picture.
  for (const frame of await page.locator('.chart .frame').all()) await expect(frame.locator('svg path').first()).toBeAttached()
}

/** What stands in the window now. */
export async function picture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
}

/** Beside the two widths the large display. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (folder) {
    await page.evaluate(() => (document.documentElement.dataset.display = 'large'))
    // Styles change over a moment, however short: a picture taken at once has some of each.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0)
    await page.screenshot({ path: `${folder}/${name}-large.png`, fullPage: true })
    await page.evaluate(() => delete document.documentElement.dataset.display)
  }
  await narrowAndWide(page, name)
}

/** As wide as a desk and as narrow as a phone, the whole page at once; nothing is wider than the window. */
export async function narrowAndWide(page: Page, name: string): Promise<void> {
  for (const [width, suffix] of [[1440, ''], [390, '-phone']] as const) {
    await page.setViewportSize({ width, height: 900 })
    if (folder) {
      // A bar that sticks to the window would stand in the middle of the picture.
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width, height: Math.min(height, kTallest) })
      await picture(page, `${name}${suffix}`)
    }
    // Charts take the new width a moment later.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), `${name} is as wide as the window`).toBeLessThanOrEqual(width + 2)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
