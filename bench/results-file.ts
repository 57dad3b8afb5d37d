import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('./RESULTS.md', import.meta.url)
const HEADING = '# Results of the benchmarks\n\nWritten by the benchmarks; each replaces its own section.\n'

/** What stands between a section's markers; empty when it was never written. */
export function readSection(name: string): string {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
  const [, section = ''] = text.split(`<!-- ${name}: start -->`)
  return section.split(`<!-- ${name}: end -->`)[0] ?? ''
}

/** Replaces one benchmark's section, between its markers, and leaves the others' alone. */
export function writeSection(name: string, markdown: string): void {
  const start = `<!-- ${name}: start -->`
  const end = `<!-- ${name}: end -->`
  const section = `${start}\n${markdown.trim()}\n${end}`
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEADING
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  const next =
    from < 0 || to < 0
      ? `${text.trimEnd()}\n\n${section}\n`
      : text.slice(0, from) + section + text.slice(to + end.length)
  writeFileSync(FILE, next)
}
