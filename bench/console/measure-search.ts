import type { Page } from 'playwright-core'

export interface SearchFigures {
  /** From a key press until its answer was drawn, in ms; one for each letter. */
  readonly narrowingMs: readonly number[]
  /** The same of letters that were taken back, which brings thousands of rows back. */
  readonly wideningMs: readonly number[]
}

export interface SearchPlan {
  readonly rounds: number
  /** How many there are, with numbers in their keys. */
  readonly flags: number
}

/** Which flag is looked for, round by round. */
const PLACES = [0.94, 0.24, 0.59, 0.67] as const

/** Types into the search, letter by letter, each when the one before is answered, and takes it back. */
export async function measureSearch(page: Page, { rounds, flags }: SearchPlan): Promise<SearchFigures> {
  const [narrowingMs, wideningMs]: [number[], number[]] = [[], []]
  const search = page.getByRole('searchbox')
  await search.focus()
  for (let round = 0; round < rounds; round++) {
    // Each digit of a flag's number leaves fewer flags than the one before.
    const number = Math.floor(flags * (PLACES[round % PLACES.length] ?? 0))
    for (const digit of String(number)) narrowingMs.push(await answerTo(page, digit))
    while ((await search.inputValue()) !== '') wideningMs.push(await answerTo(page, 'Backspace'))
  }
  return { narrowingMs, wideningMs }
}

async function answerTo(page: Page, key: string): Promise<number> {
  await page.evaluate(noteAnswer)
  await page.keyboard.press(key)
  await page.waitForFunction(() => document.documentElement.hasAttribute('data-answered'))
  return page.evaluate(() => Number(document.documentElement.getAttribute('data-answered')))
}

/** Runs in the page: waits for a key, then for another number of rows, and writes down how long that took. */
function noteAnswer(): void {
  const root = document.documentElement
  root.removeAttribute('data-answered')
  let pressedMs = Number.NaN
  addEventListener('keydown', ({ timeStamp }) => void (pressedMs = timeStamp), { capture: true, once: true })
  const observer = new MutationObserver(() => {
    observer.disconnect()
    // Behind the frame that draws it.
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      painted.port1.addEventListener('message', () =>
        root.setAttribute('data-answered', String(performance.now() - pressedMs)),
      )
      painted.port1.start()
      painted.port2.postMessage(undefined)
    })
  })
  observer.observe(document.body, { attributeFilter: ['aria-rowcount'], subtree: true })
}
