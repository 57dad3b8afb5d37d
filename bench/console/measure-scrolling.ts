import type { Page } from 'playwright-core'
import { type Frame, judgeFrames, type ScrollingFigures } from './judge-frames.ts'

/** A hand that reads along, and one that looks for the end. */
const SPEEDS = { reading: 1_500, flinging: 12_000 } as const

export type Speed = keyof typeof SPEEDS
export const SPEED_NAMES = Object.keys(SPEEDS) as readonly Speed[]

const NOTCHES_PER_SECOND = 60

/** Turns the wheel for some seconds, down and half the way up again, and looks at every frame. */
export async function measureScrolling(
  page: Page,
  { seconds }: { readonly seconds: number },
): Promise<ReadonlyMap<Speed, ScrollingFigures>> {
  const figures = new Map<Speed, ScrollingFigures>()
  await page.mouse.move(640, 500)
  for (const speed of SPEED_NAMES) {
    await page.evaluate(() => scrollTo(0, 0))
    await page.evaluate(noteFrames)
    await turnWheel(page, SPEEDS[speed], seconds)
    await turnWheel(page, -SPEEDS[speed], seconds / 2)
    figures.set(speed, { pixelsPerSecond: SPEEDS[speed], ...judgeFrames(await takeFrames(page)) })
  }
  return figures
}

async function turnWheel(page: Page, pixelsPerSecond: number, seconds: number): Promise<void> {
  const endMs = performance.now() + seconds * 1_000
  for (let nextMs = performance.now(); nextMs < endMs; nextMs += 1_000 / NOTCHES_PER_SECOND) {
    await page.mouse.wheel(0, pixelsPerSecond / NOTCHES_PER_SECOND)
    await new Promise((resolve) => setTimeout(resolve, nextMs + 1_000 / NOTCHES_PER_SECOND - performance.now()))
  }
}

async function takeFrames(page: Page): Promise<readonly Frame[]> {
  return page.evaluate(async () => {
    const frames = new Promise<unknown>((resolve) =>
      addEventListener('frames', (event) => resolve(event instanceof CustomEvent ? event.detail : undefined), {
        once: true,
      }),
    )
    dispatchEvent(new Event('take-frames'))
    return (await frames) as Frame[]
  })
}

/**
 * Runs in the page, behind the frame's own scroll listeners: where the window stands, and from where to where there are
 * rows. Its functions have no names of their own, which the compiler would keep by a helper that the page has not.
 */
function noteFrames(): void {
  const frames: Frame[] = []
  const watch = {
    isTaken: false,
    note(atMs: number): void {
      const body = document.querySelector('[role=rowgroup]')?.getBoundingClientRect()
      const rows = [...document.querySelectorAll('[role=rowgroup] > [role=row]')].map((row) =>
        row.getBoundingClientRect(),
      )
      if (body !== undefined && rows.length > 0) {
        const from = Math.min(...rows.map(({ top }) => top)) + scrollY
        const to = Math.max(...rows.map(({ bottom }) => bottom)) + scrollY
        frames.push({
          atMs,
          scrolledPx: scrollY,
          heightPx: innerHeight,
          listPx: [body.top + scrollY, body.bottom + scrollY],
          rowsPx: [from, to],
        })
      }
      if (!watch.isTaken) requestAnimationFrame((nextMs) => watch.note(nextMs))
    },
  }
  addEventListener(
    'take-frames',
    () => {
      watch.isTaken = true
      dispatchEvent(new CustomEvent('frames', { detail: frames }))
    },
    { once: true },
  )
  requestAnimationFrame((atMs) => watch.note(atMs))
}
