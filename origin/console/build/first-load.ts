import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

/** What a browser loads before it shows anything, as sent. */
export interface FirstLoad {
  readonly scriptBytes: number
  readonly styleBytes: number
}

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.optional(z.boolean()),
    imports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
  }),
)

export const MAX_FIRST_LOAD: FirstLoad = { scriptBytes: 150 * 1_024, styleBytes: 35 * 1_024 }

/** Adds up the entry and all that it imports at once, by the sizes of their brotli files. */
export function measureFirstLoad(folder: string): FirstLoad {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')))
  const seen = new Set<string>()
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    for (const imported of manifest[name]?.imports ?? []) visit(imported)
  }
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry === true) visit(name)
  const chunks = [...seen].flatMap((name) => manifest[name] ?? [])
  return {
    scriptBytes: sentBytes(
      folder,
      chunks.map(({ file }) => file),
    ),
    styleBytes: sentBytes(
      folder,
      chunks.flatMap(({ css = [] }) => css),
    ),
  }
}

function sentBytes(folder: string, files: readonly string[]): number {
  return [...new Set(files)].reduce((sum, file) => sum + statSync(join(folder, `${file}.br`)).size, 0)
}
