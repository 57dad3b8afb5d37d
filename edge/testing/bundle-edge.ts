import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
const CACHE = join(ROOT, 'node_modules/.cache/togglemaster-edge')

/**
 * Bundles the Worker as `wrangler deploy` would. Kept under the digest of all that goes in, so that test files and
 * benchmarks that start edges bundle once for all of them.
 * @returns the path of the bundle
 */
export async function bundleEdge(): Promise<string> {
  const bundle = join(CACHE, await digestOfSources(), 'main.js')
  if (!existsSync(bundle)) await makeBundle(bundle)
  return bundle
}

async function makeBundle(bundle: string): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const made = await mkdtemp(join(CACHE, 'making-'))
  await promisify(execFile)(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--minify', '--outdir', made], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  // Somebody else may have made the same one meanwhile; either will do.
  await rename(made, join(bundle, '..')).catch(() => rm(made, { recursive: true }))
}

async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256')
  for (const path of await sourcePaths()) digest.update(path).update(await readFile(join(ROOT, path)))
  return digest.digest('hex').slice(0, 32)
}

async function sourcePaths(): Promise<readonly string[]> {
  const folders = await Promise.all(
    ['edge', 'shared'].map(async (folder) => {
      const names = await readdir(join(ROOT, folder), { recursive: true })
      return names
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => join(folder, name))
    }),
  )
  return [...folders.flat().toSorted(), 'wrangler.toml', 'package-lock.json']
}
