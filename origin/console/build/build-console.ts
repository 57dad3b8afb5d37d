import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { compileMessages } from '../i18n/compile-messages.ts'
import { compressFiles } from './compress-files.ts'
import { digestOf } from './digest-of.ts'
import { type FirstLoad, MAX_FIRST_LOAD, measureFirstLoad } from './first-load.ts'

const OUT = 'dist/console'
const MARK = '.digest'

class TooHeavy extends Error {}

/**
 * Builds the console into `dist/console`, unless what lies there was built from the same sources.
 * @returns what a browser loads first; `undefined` when there was nothing to do
 * @throws TooHeavy
 */
export async function buildConsole(): Promise<FirstLoad | undefined> {
  const digest = digestOf('origin/console', (path) => !path.startsWith('i18n/compiled') && !/\/\.|README/.test(path))
  if (readIfThere(join(OUT, MARK)) === digest) return undefined
  await compileMessages()
  // Beside its place, so that whoever is served meanwhile gets all of the old or all of the new.
  const made = `${OUT}.${process.pid}`
  mkdirSync(made, { recursive: true })
  await build({
    configFile: 'origin/console/vite.config.ts',
    logLevel: 'warn',
    build: { outDir: join(process.cwd(), made) },
  })
  compressFiles(made)
  const firstLoad = measureFirstLoad(made)
  refuseHeavy(firstLoad)
  writeFileSync(join(made, MARK), digest)
  rmSync(OUT, { recursive: true, force: true })
  renameSync(made, OUT)
  return firstLoad
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function refuseHeavy({ scriptBytes, styleBytes }: FirstLoad): void {
  const { scriptBytes: mostScript, styleBytes: mostStyle } = MAX_FIRST_LOAD
  if (scriptBytes <= mostScript && styleBytes <= mostStyle) return
  throw new TooHeavy(
    `the first load is ${scriptBytes} bytes of scripts and ${styleBytes} of styles, expected at most ${mostScript} and ${mostStyle}`,
  )
}
