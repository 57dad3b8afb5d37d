import type { Page } from 'playwright-core'
import { FLAG } from './fill-console.ts'

/** One picture of the README. */
export interface Scene {
  readonly name: string
  /** Below `/console`. */
  readonly path: string
  /** Brings what is to be seen onto the screen. */
  readonly arrange: (page: Page) => Promise<unknown>
}

const PLACE = '/default/production'
const ASKED = new URLSearchParams({
  flag: FLAG,
  context: JSON.stringify({ targetingKey: 'ana', plan: 'pro', geo: { country: 'BR' } }),
})
/** Of the rule about Brazil, which is raised to a half. */
const SHARE = 'input[inputmode="decimal"]'

export const SCENES: readonly Scene[] = [
  {
    name: 'flags',
    path: `${PLACE}/flags`,
    arrange: (page) => page.getByRole('row').getByRole('img').first().waitFor(),
  },
  {
    name: 'flag',
    path: `${PLACE}/flags/${FLAG}`,
    arrange: (page) => page.getByRole('group').nth(2).waitFor(),
  },
  { name: 'review', path: `${PLACE}/flags/${FLAG}`, arrange: arrangeReview },
  {
    name: 'playground',
    path: `${PLACE}/playground#${ASKED}`,
    arrange: (page) => page.getByTestId('verdict').waitFor(),
  },
  { name: 'propagation', path: `${PLACE}/propagation`, arrange: (page) => page.getByRole('table').nth(1).waitFor() },
]

async function arrangeReview(page: Page): Promise<void> {
  const rule = page.getByRole('group').nth(1)
  await rule.getByRole('button', { expanded: false }).first().click()
  await rule.locator(SHARE).first().fill('50')
  await page.locator('section[aria-label]').last().getByRole('button').last().click()
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor()
}
