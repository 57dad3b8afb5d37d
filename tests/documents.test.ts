import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../local/stack/service-process.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** Where each service reads its variables; nothing else looks at an environment. */
const SETTINGS = [
  'origin/config.ts',
  'worker/config.ts',
  'worker/cloud/cloud-settings.ts',
  'edge/config.ts',
  'local/stack/stack-options.ts',
]
/** Found by the AWS SDK itself. */
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
/** Bindings of the Worker that are no variables. */
const RATE_LIMITS = new Set(['CLASSIC_LIMIT', 'GUESS_LIMIT'])

/** Names as they stand in a schema (`NAME:`) or in a call that reads one (`'NAME'`). */
function variablesIn(source: string): readonly string[] {
  return [...source.matchAll(/^ {2,}([A-Z][A-Z0-9_]{6,})\??:|'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/gm)].map(
    ([, member, quoted]) => member ?? quoted ?? '',
  )
}

describe('the documents', () => {
  it('list in .env.example every variable that is read, and no other', () => {
    const readByCode = new Set([...SETTINGS.flatMap((file) => variablesIn(read(file))), ...CREDENTIALS])
    const documented = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name)
    const expected = [...readByCode].filter((name) => !RATE_LIMITS.has(name))
    expect(documented).toHaveLength(new Set(documented).size)
    expect(new Set(documented)).toEqual(new Set(expected))
  })

  it.each(['README.md', 'README.pt-BR.md'])('have a line in %s for every script', (file) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const text = read(file)
    const missing = Object.keys(scripts).filter(
      (name) => !text.includes(`npm run ${name}\``) && !text.includes(`npm ${name}\``) && !text.includes(`\`${name}\``),
    )
    expect(missing).toEqual([])
  })
})
