/**
 * `npm run docs:pictures`
 * Takes the pictures of the READMEs anew, from a real stack, in both languages.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { answerUsage } from '../harness/answer-usage.ts'
import { type ConsoleUnderTest, startConsole } from '../harness/start-console.ts'
import { fillConsole } from './fill-console.ts'
import { SCENES, type Scene } from './scenes.ts'
import { toWebp } from './to-webp.ts'

const IMAGES = 'docs/images'
const LOCALES = ['en', 'pt-BR'] as const
const VIEWPORT = { width: 1_280, height: 800 } as const
/** Sharp where a README is read on a fine screen. */
const SCALE = 1.5

const opened = await startConsole()
try {
  await fillConsole(opened.stack)
  const blank = await opened.browser.newPage()
  for (const locale of LOCALES) {
    const folder = join(IMAGES, locale)
    mkdirSync(folder, { recursive: true })
    for (const scene of SCENES) {
      const picture = await toWebp(blank, await takePicture(opened, scene, locale))
      writeFileSync(join(folder, `${scene.name}.webp`), picture)
      process.stdout.write(`${locale}/${scene.name}.webp: ${picture.length} bytes\n`)
    }
  }
} finally {
  await opened.stop()
}

async function takePicture(
  { browser, context, url }: ConsoleUnderTest,
  { path, arrange }: Scene,
  locale: string,
): Promise<Buffer> {
  const { cookies } = await context.storageState()
  const look = { locale, viewport: VIEWPORT, deviceScaleFactor: SCALE, reducedMotion: 'reduce' } as const
  const place = await browser.newContext({ ...look, storageState: { cookies, origins: [] } })
  try {
    await answerUsage(place)
    const page: Page = await place.newPage()
    await page.goto(url + path)
    await page.waitForLoadState('networkidle')
    await arrange(page)
    await page.waitForLoadState('networkidle')
    return await page.screenshot()
  } finally {
    await place.close()
  }
}
