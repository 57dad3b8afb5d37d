import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Miniflare } from 'miniflare'
import { bundleEdge } from './bundle-edge.ts'
import { shiftedClock } from './shifted-clock.ts'

export interface EdgeOptions {
  /** The Worker's variables, as in `.dev.vars`. */
  readonly vars: Readonly<Record<string, string>>
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** How far the Worker's clock is ahead; see `shiftedClock`. */
  readonly clockOffsetMs?: number
  /** Where the data centre's cache lies, for isolates that come one after the other; each has its own when absent. */
  readonly cacheDirectory?: string
  /** Calls a minute and address; a binding that is not named here is absent, and limits nothing. */
  readonly limits?: Partial<Readonly<Record<'CLASSIC_LIMIT' | 'GUESS_LIMIT', number>>>
}

export interface RunningEdge {
  readonly url: string
  close(): Promise<void>
}

const HOST = '127.0.0.1'

/**
 * Starts the bundled Worker in a runtime of its own, with nothing between its socket and the caller: for tests and
 * benchmarks, where `wrangler dev` would be in the way. A request says where it comes from (`request.cf`) by the header
 * `MF-CF-Blob` (JSON) and from which address by `cf-connecting-ip`; in production Cloudflare says both.
 */
export async function startEdge({
  vars,
  port = 0,
  clockOffsetMs,
  cacheDirectory,
  limits = {},
}: EdgeOptions): Promise<RunningEdge> {
  const [bundle, compatibilityDate] = await Promise.all([bundleEdge(), readCompatibilityDate()])
  const clock = clockOffsetMs === undefined ? '' : shiftedClock(clockOffsetMs)
  const miniflare = new Miniflare({
    // As text: a path would have to lie below the caller's working directory.
    modules: [{ type: 'ESModule', path: 'main.js', contents: clock + (await readFile(bundle, 'utf8')) }],
    compatibilityDate,
    bindings: vars,
    ...(cacheDirectory === undefined ? {} : { cachePersist: cacheDirectory }),
    ratelimits: Object.fromEntries(
      Object.entries(limits).map(([name, limit]) => [name, { simple: { limit, period: 60 } }]),
    ),
    unsafeDirectSockets: [{ host: HOST, port }],
    cf: false,
    // What the Worker logs is not the caller's output.
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume()
      stderr.resume()
    },
  })
  const url = (await miniflare.unsafeGetDirectURL()).origin
  return { url, close: () => miniflare.dispose() }
}

/** Of the Worker, as it is deployed. */
export async function readCompatibilityDate(): Promise<string> {
  const toml = await readFile(new URL('../../wrangler.toml', import.meta.url), 'utf8')
  const date = /^compatibility_date = "(.+)"$/m.exec(toml)?.[1]
  if (date === undefined) throw new Error('wrangler.toml has no compatibility_date')
  return date
}
