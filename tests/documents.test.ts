import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../local/stack/service-process.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** Where each service reads its variables; nothing else looks at an environment. */
const SETTINGS = [
  'origin/config.ts',
  'origin/sso/sso-settings.ts',
  'worker/config.ts',
  'worker/cloud/cloud-settings.ts',
  'edge/config.ts',
  'local/stack/stack-options.ts',
  'verify/config.ts',
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

function variablesRead(): ReadonlySet<string> {
  const names = [...SETTINGS.flatMap((file) => variablesIn(read(file))), ...CREDENTIALS]
  return new Set(names.filter((name) => !RATE_LIMITS.has(name)))
}

function anchorsOf(document: string): ReadonlySet<string> {
  return new Set([...document.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

describe('the documents', () => {
  it.each([
    ['.env.example', /^([A-Z0-9_]+)=/gm],
    ['docs/operations.md', /^\| `([A-Z0-9_]{6,})` \|(?=.*\|.*\|.*\|$)/gm],
  ])('list in %s every variable that is read, once, and no other', (file, line) => {
    const documented = [...read(file).matchAll(line)].map(([, name]) => name)
    expect(documented).toHaveLength(new Set(documented).size)
    expect(new Set(documented)).toEqual(variablesRead())
  })

  it('name for every threat a test that is there', () => {
    const rows = read('docs/threats.md')
      .split('\n')
      .filter((line) => /^\| (?!what |---)/.test(line))
    const proofs = rows.map((row) => [...row.matchAll(/`([\w./-]+\.ts)` “([^”]+)”/g)])
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter((_, i) => proofs[i]?.length === 0)).toEqual([])
    const missing = proofs.flat().filter(([, file = '', sentence = '']) => !read(file).includes(sentence))
    expect(missing.map(([proof]) => proof)).toEqual([])
  })

  it('lead an operator from every link to a section that is there', () => {
    const operations = read('docs/operations.md')
    const anchors = anchorsOf(operations)
    const links = [...operations.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
    expect(links.filter((link) => !anchors.has(link))).toEqual([])
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
