import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Miniflare } from 'miniflare'
import { readCompatibilityDate } from '../../edge/testing/start-edge.ts'

export interface WorkerOptions {
  /** Its module, from `bench/`. */
  readonly entry: string
  readonly vars?: Readonly<Record<string, string>>
  /** Entries of a KV namespace, bound as `LD_KV`. */
  readonly kv?: Readonly<Record<string, string>>
}

export interface RunningWorker {
  readonly url: string
  close(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
/** What some of the peers need besides. */
const NODE = 'nodejs_compat'

/** Starts a Worker as the edge is started: bundled by wrangler, with nothing between its socket and the caller. */
export async function startWorker({ entry, vars = {}, kv }: WorkerOptions): Promise<RunningWorker> {
  const compatibilityDate = await readCompatibilityDate()
  const miniflare = new Miniflare({
    compatibilityDate,
    compatibilityFlags: [NODE],
    modules: [{ type: 'ESModule', path: 'main.js', contents: await bundle(entry, compatibilityDate) }],
    bindings: vars,
    ...(kv === undefined ? {} : { kvNamespaces: ['LD_KV'] }),
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    cf: false,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume()
      stderr.resume()
    },
  })
  const url = (await miniflare.unsafeGetDirectURL()).origin
  for (const [key, value] of Object.entries(kv ?? {})) await (await miniflare.getKVNamespace('LD_KV')).put(key, value)
  return { url, close: () => miniflare.dispose() }
}

async function bundle(entry: string, compatibilityDate: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'togglemaster-worker-'))
  try {
    const compatibility = ['--compatibility-date', compatibilityDate, '--compatibility-flags', NODE]
    const command = [WRANGLER, 'deploy', join(ROOT, 'bench', entry), '--dry-run', '--minify', '--outdir', folder]
    await promisify(execFile)(process.execPath, [...command, ...compatibility], {
      cwd: ROOT,
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    })
    return await readFile(join(folder, basename(entry).replace(/\.\w+$/, '.js')), 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}
