// What looks for barriers on a page: axe, told to do no more than we read.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Ready to be told which rules (`withTags`, `withRules`) and to `analyze`. Only what is wrong is written out: to name every
 * element that is right is most of axe's work. No page has a frame from elsewhere, so the findings needn't be put together
 * on a page of their own, which is what the other way of asking does.
 */
export function barriers(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
}
