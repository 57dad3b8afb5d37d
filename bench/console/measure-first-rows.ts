import type { Page } from 'playwright-core'
import type { OpenBrowser } from './open-browser.ts'

export interface FirstRowsFigures {
  /** From the address to the first frame with rows, in ms; one for each round. */
  readonly coldMs: readonly number[]
  /** The same where the browser has the console in its cache. */
  readonly warmMs: readonly number[]
}

/** Opens the list in a new window, and again in the same. */
export async function measureFirstRows(
  { openWindow, showList }: OpenBrowser,
  { rounds }: { readonly rounds: number },
): Promise<FirstRowsFigures> {
  const [coldMs, warmMs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const page = await openWindow()
    await page.addInitScript(noteFirstRow)
    await showList(page)
    coldMs.push(await firstRowOf(page))
    await page.waitForLoadState('networkidle')
    await showList(page)
    warmMs.push(await firstRowOf(page))
    await page.context().close()
  }
  return { coldMs, warmMs }
}

async function firstRowOf(page: Page): Promise<number> {
  await page.waitForFunction(() => document.documentElement.hasAttribute('data-first-row'))
  return page.evaluate(() => Number(document.documentElement.getAttribute('data-first-row')))
}

/** Runs in the page before its own scripts. Times there count from the beginning of the navigation. */
function noteFirstRow(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[role=rowgroup] [role=row]') === null) return
    observer.disconnect()
    // Behind the frame that draws it.
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      painted.port1.addEventListener('message', () =>
        document.documentElement.setAttribute('data-first-row', String(performance.now())),
      )
      painted.port1.start()
      painted.port2.postMessage(undefined)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}
