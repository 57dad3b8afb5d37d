import { type BrowserContext, type Page, chromium } from 'playwright-core'
import { buildConsole } from '../../local/build-console.ts'
import { callApi } from '../../local/stack/first-keys.ts'
import { findChromium } from '../../tests/console/harness/find-chromium.ts'
import { browserOrigin, signInByLink } from '../../tests/console/harness/sign-in-by-link.ts'
import { ENVIRONMENT, PROJECT } from '../origin/seed-organisation.ts'
import type { World } from '../origin/world.ts'
import { answerUsage } from '../../tests/console/harness/answer-usage.ts'

/** A headless Chromium in which somebody has signed in. */
export interface OpenBrowser {
  readonly version: string
  /** A window that has nothing of the console in its cache. @returns a page that shows nothing yet */
  readonly openWindow: () => Promise<Page>
  /** Shows the list in a window. */
  readonly showList: (page: Page) => Promise<void>
  /** A page that shows the list, with all flags loaded. */
  readonly openList: () => Promise<Page>
  readonly close: () => Promise<void>
}

const PERSON = { name: 'Ana', email: 'ana@example.com', password: 'uma frase que ninguém adivinha' } as const
const VIEWPORT = { width: 1_280, height: 800 } as const

export async function openBrowser(world: World): Promise<OpenBrowser> {
  await buildConsole()
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  try {
    const first = await browser.newContext({ locale: 'en-US', viewport: VIEWPORT })
    await signIn(first, world)
    const { cookies } = await first.storageState()
    await first.close()
    const storageState = { cookies, origins: [] }
    const openWindow = async (): Promise<Page> => {
      const context = await browser.newContext({ locale: 'en-US', viewport: VIEWPORT, storageState })
      await answerUsage(context)
      return context.newPage()
    }
    const address = `${browserOrigin(world.url)}/console/${PROJECT}/${ENVIRONMENT}/flags`
    const showList = async (page: Page): Promise<void> => void (await page.goto(address, { waitUntil: 'commit' }))
    const openList = async (): Promise<Page> => {
      const page = await openWindow()
      await showList(page)
      await page.waitForLoadState('networkidle')
      return page
    }
    return { version: browser.version(), openWindow, showList, openList, close: () => browser.close() }
  } catch (error) {
    await browser.close()
    throw error
  }
}

async function signIn(context: BrowserContext, { url, headers }: World): Promise<void> {
  const masterKey = (headers['authorization'] ?? '').replace('Bearer ', '')
  const { path } = (await callApi('POST', `${url}/api/v1/invitations`, masterKey)) as { readonly path: string }
  await signInByLink(await context.newPage(), url + path, PERSON)
}
