import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What wrk sends: the bodies in turn, each on one line. */
export interface Load {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bodies: readonly string[]
}

/** What wrk counted. */
export interface Loaded {
  readonly requests: number
  readonly durationUs: number
  /** Answers that were no success, and broken connections. */
  readonly failed: number
  readonly p50Us: number
  readonly p99Us: number
}

export const THREADS = 2
export const CONNECTIONS = 32

/** The slowest contender takes a second for each of its answers. */
const PATIENCE = '20s'
const SCRIPT = fileURLToPath(new URL('./load.lua', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'togglemaster-bench-'))

export async function isWrkInstalled(): Promise<boolean> {
  return promisify(execFile)('wrk', ['--version']).then(
    () => true,
    // It prints its version and exits with 1.
    (error: { code?: unknown }) => error.code === 1,
  )
}

export async function drive({ url, headers, bodies }: Load, seconds: number): Promise<Loaded> {
  const file = join(folder, 'bodies')
  writeFileSync(file, bodies.join('\n'))
  const said = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const plan = ['-t', `${THREADS}`, '-c', `${CONNECTIONS}`, '-d', `${seconds}s`, '--timeout', PATIENCE, '-s', SCRIPT]
  const { stdout } = await promisify(execFile)('wrk', [...plan, ...said, url, '--', file])
  const counted = stdout.split('\n').find((line) => line.startsWith('{'))
  if (counted === undefined) throw new Error(`wrk said nothing about ${url}:\n${stdout}`)
  return JSON.parse(counted) as Loaded
}
