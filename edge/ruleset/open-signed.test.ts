import { beforeAll, describe, expect, it } from 'vitest'
import { parseAccessTable } from '../../shared/contracts/access-table.ts'
import { parseHead } from '../../shared/contracts/head.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type Signer, accessTable, createSigner, packRuleset } from '../testing/signing.ts'
import { isOlder, openSigned } from './open-signed.ts'

const ENVIRONMENT = 'aaaaaaaaaaaa'
let signer: Signer
let text: string

beforeAll(async () => {
  signer = await createSigner()
  text = await signHead(ENVIRONMENT, 5)
})

async function signHead(environment: string, version: number): Promise<string> {
  const settings = { events: { mode: 'off' }, userIds: 'plain' } as const
  const { head } = await packRuleset({ environment, version, settings, flags: [] }, 0)
  return signer.sign(head)
}

async function open(candidate: string | undefined) {
  const keys = signer.verificationKeys
  const opened = await openSigned(candidate, {
    environmentId: ENVIRONMENT,
    keys,
    parse: parseHead,
  })
  return opened.ok ? opened.value.version : opened.reason
}

describe('openSigned', () => {
  it('believes what the key signed', async () => {
    expect(await open(text)).toBe(5)
  })

  it('does not believe the version in front of the envelope', async () => {
    expect(await open(text.replace(/^5 /, '9 '))).toBe(5)
  })

  it('refuses a change of one byte', async () => {
    expect(await open(text.replace('"version":5', '"version":6'))).toBe('bad_signature')
  })

  it('refuses another signer', async () => {
    const stranger = await createSigner()
    expect(await open(await stranger.sign({ version: 5 }))).toBe('unknown_key')
  })

  it('refuses a stranger who writes our key id', async () => {
    const stranger = await createSigner()
    const kid = text.split(' ')[1] ?? ''
    const forged = (await stranger.sign({ version: 9 })).split(' ').with(1, kid).join(' ')
    expect(await open(forged)).toBe('bad_signature')
  })

  it('refuses what was signed for another environment', async () => {
    expect(await open(await signHead('bbbbbbbbbbbb', 5))).toBe('wrong_environment')
  })

  it('refuses what is signed and no head', async () => {
    expect(await open(await signer.sign({ version: 5 }))).toBe('malformed')
  })

  it.each(['', 'no envelope', '5', '5 x y {}', 'null'])('refuses %j', async (candidate) => {
    expect(await open(candidate)).toBe('malformed')
  })

  it('says what is missing', async () => {
    expect(await open(undefined)).toBe('missing')
  })

  it.each([
    [-1, ENVIRONMENT],
    [0, ENVIRONMENT],
    [1, 'over_limit'],
  ])('takes an access table as long as one may be, and not longer: %i', async (more, expected) => {
    const table = { ...accessTable(ENVIRONMENT, 999_999_999_999_999, []), pad: '' }
    const pad = 'x'.repeat(LIMITS.accessTableBytes - JSON.stringify(table).length + more)
    const padded = { ...table, pad }
    const opened = await openSigned(await signer.sign(padded), {
      environmentId: ENVIRONMENT,
      keys: signer.verificationKeys,
      parse: parseAccessTable,
    })
    expect(opened.ok ? opened.value.environment : opened.reason).toBe(expected)
  })
})

describe('isOlder', () => {
  const known = { environment: ENVIRONMENT, version: 5, issuedAtMs: 100 }
  it.each([
    ['a lower version, whenever it was issued', { version: 4, issuedAtMs: 200 }, true],
    ['the same version, issued by a clock that was set back', { issuedAtMs: 0 }, false],
    ['the same version', {}, false],
    ['the same version, issued again', { issuedAtMs: 101 }, false],
    ['a higher version, whenever it was issued', { version: 6, issuedAtMs: 0 }, false],
  ])('holds for %s: %j', (_, changes, expected) => {
    expect(isOlder({ ...known, ...changes }, known)).toBe(expected)
  })
})
