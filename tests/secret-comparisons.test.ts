import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../local/stack/service-process.ts'

/** Where two such texts are compared as they stand, and why nobody learns anything by how long that takes. */
const HARMLESS: Readonly<Record<string, string>> = {
  'edge/lease.ts': 'a number of the isolate itself',
  'edge/ruleset/decode-body.ts': 'the digest of what lies in Redis, signed and no secret',
  'origin/idempotency/once.ts': 'the digest of a request of the caller’s own',
  'origin/publishing/find-drift.ts': 'the digest of what lies in Redis, signed and no secret',
  'origin/publishing/read-whole-body.ts': 'the digest of what lies in Redis, signed and no secret',
}
const SECRET = String.raw`[\w.]*(?:secret|token|password|masterkey|sha256|digest|seal|signature|nonce)`
const PLAIN = String.raw`(?!\s*(?:undefined|null|true|false|['"\x60\d]))`
const COMPARISON = new RegExp(String.raw`\b${SECRET}\)*\s*[!=]==${PLAIN}|[!=]==\s*${SECRET}\b(?!\()`, 'i')

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

function productFiles(): readonly string[] {
  const files = ['edge', 'origin', 'shared', 'worker'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
  )
  return files.filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|\.suite\.ts$|\/testing\/|\/console\/|\/conformance\//.test(file),
  )
}

describe('secrets', () => {
  it('are compared nowhere by the first letter that differs', () => {
    const files = productFiles()
    expect(files.length).toBeGreaterThan(300)
    expect(files.filter((file) => COMPARISON.test(read(file))).toSorted()).toEqual(Object.keys(HARMLESS))
  })

  it.each(['a === masterKey', 'token !== edgeToken', 'if (key.sha256 === sha256)', 'seal(x) === entry.seal'])(
    'would be seen in %s',
    (code) => {
      expect(code).toMatch(COMPARISON)
    },
  )

  it.each(['token === undefined', "kind === 'secret'", 'operation.isSecret === true', 'token = x'])(
    'are not meant by %s',
    (code) => {
      expect(code).not.toMatch(COMPARISON)
    },
  )

  it.each(['origin/access/authenticator.ts', 'origin/access/edge-authenticator.ts', 'origin/audit/audit-chain.ts'])(
    'are compared in %s by what takes the same time for all',
    (file) => {
      expect(read(file)).toMatch(/timingSafeEqual\(/)
    },
  )

  it.each([
    ['origin/access/authenticator.ts', 'findKeyBySha256(database, hashKey(token))'],
    ['origin/sessions/session-authenticator.ts', 'findSessionBySha256(database, hashKey(token))'],
  ])('are looked up in %s by their digest, of which nobody chooses the first letters', (file, look) => {
    expect(read(file)).toContain(look)
  })
})
