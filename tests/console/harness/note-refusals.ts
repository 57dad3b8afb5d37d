import type { Page } from 'playwright-core'

export type Refusals = readonly string[]

/** Collects what a page's policy refused, and what it threw. */
export function noteRefusals(page: Page): Refusals {
  const refusals: string[] = []
  page.on('pageerror', (error) => void refusals.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) refusals.push(message.text())
  })
  return refusals
}
