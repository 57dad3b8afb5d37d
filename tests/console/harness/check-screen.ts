import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import type { ConsoleUnderTest } from './start-console.ts'

/** A screen as it is to be looked at. */
export interface CheckedScreen {
  /** Of its pictures. */
  readonly name: string
  /** Below `/console`. */
  readonly path: string
  /** Waits until there is something to look at; by default until nothing is on its way. */
  readonly settle?: (page: Page) => Promise<unknown>
  /** Whether it is shown to whoever is not signed in. */
  readonly isSignedOut?: true
}

export interface Finding {
  readonly where: string
  readonly rule: string
  readonly targets: readonly string[]
}

const THEMES = ['light', 'dark'] as const
const LOCALES = ['en', 'pt-BR'] as const
const WIDTHS = [1280, 390] as const
const HEIGHT = 800
const PICTURES = 'tests/console/screenshots'
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Looks at a screen in both themes and languages, wide and narrow, and leaves a picture of each.
 * @returns what axe finds wrong, and where the page scrolls sideways
 */
export async function checkScreen(console: ConsoleUnderTest, screen: CheckedScreen): Promise<readonly Finding[]> {
  mkdirSync(PICTURES, { recursive: true })
  const findings: Finding[] = []
  for (const theme of THEMES) {
    for (const locale of LOCALES) {
      const context = await openContext(console, screen, { theme, locale })
      const page = await context.newPage()
      await page.goto(console.url + screen.path)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT })
        await (screen.settle ?? untilQuiet)(page)
        await untilStill(page)
        const where = `${screen.name}-${theme}-${locale}-${width}`
        await page.screenshot({ path: `${PICTURES}/${where}.png` })
        findings.push(...(await audit(page, where)))
      }
      await context.close()
    }
  }
  return findings
}

interface Look {
  readonly theme: (typeof THEMES)[number]
  readonly locale: (typeof LOCALES)[number]
}

async function openContext(
  { browser, context }: ConsoleUnderTest,
  { isSignedOut }: CheckedScreen,
  { theme, locale }: Look,
): Promise<BrowserContext> {
  const { cookies } = await context.storageState()
  return browser.newContext({
    colorScheme: theme,
    locale,
    reducedMotion: 'reduce',
    ...(isSignedOut === true ? {} : { storageState: { cookies, origins: [] } }),
  })
}

async function untilQuiet(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** What slides in or out when the width changes is not to be seen halfway. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(transitions.map(({ finished }) => finished))
  })
}

async function audit(page: Page, where: string): Promise<readonly Finding[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const findings = violations.map(({ id, nodes }) => ({
    where,
    rule: id,
    targets: nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary ?? ''}`),
  }))
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  return isTooWide ? [...findings, { where, rule: 'scrolls sideways', targets: [] }] : findings
}
