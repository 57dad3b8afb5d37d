import { rmSync } from 'node:fs'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { buildConsole } from '../../../local/build-console.ts'
import { firstAdminLink } from '../../../local/first-admin-link.ts'
import { type TestStack, startTestStack } from '../../harness/stack.ts'
import { findChromium } from './find-chromium.ts'
import { type Refusals, noteRefusals } from './note-refusals.ts'
import { browserOrigin, signInByLink } from './sign-in-by-link.ts'

export interface ConsoleUnderTest {
  readonly stack: TestStack
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  /** What the page's policy refused and what the page threw, until now. */
  readonly refusals: Refusals
  /** Where the console lies, without a slash behind. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** What the stack is told beside its defaults. */
type StackEnvironment = Readonly<Record<string, string>>

export const ADMIN = {
  name: 'Ana Admin',
  email: 'ana@example.com',
  password: 'uma frase que ninguém adivinha',
} as const

/** As below, and the first admin has signed in by their link. */
export async function startConsole(environment: StackEnvironment = {}): Promise<ConsoleUnderTest> {
  const opened = await openConsole(environment)
  try {
    await signInByLink(opened.page, (await firstAdminLink(opened.stack)) ?? '', ADMIN)
  } catch (error) {
    await opened.stop()
    throw error
  }
  return opened
}

/** The real stack with the console built from its sources, and a browser in which nobody has signed in. */
export async function openConsole(environment: StackEnvironment = {}): Promise<ConsoleUnderTest> {
  await buildConsole()
  const stack = await startTestStack({ environment })
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  const stop = async (): Promise<void> => {
    await browser.close()
    await stack.stop()
    rmSync(stack.dataDirectory, { recursive: true, force: true })
  }
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const refusals = noteRefusals(page)
  return { stack, browser, context, page, refusals, url: `${browserOrigin(stack.origin)}/console`, stop }
}
