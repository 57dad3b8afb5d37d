import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../hashing/encoding.ts'
import {
  type VerificationKey,
  formatEnvelope,
  kidOf,
  openEnvelope,
  parseEnvelope,
  parseVerificationKeys,
} from './envelope.ts'

const PAYLOAD = '{"kind":"head","version":7,"name":"joão"}'

interface Signer {
  readonly publicText: string
  readonly sign: (payload: string, version?: number) => Promise<string>
}

async function createSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('expected a pair')
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const kid = await kidOf(raw)
  return {
    publicText: toBase64(raw),
    sign: async (payload, version = 7) => {
      const bytes = new TextEncoder().encode(payload)
      const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes))
      return formatEnvelope({ version, kid, signature, payload })
    },
  }
}

describe('openEnvelope', () => {
  let first: Signer
  let second: Signer
  let keys: readonly VerificationKey[]

  beforeAll(async () => {
    first = await createSigner()
    second = await createSigner()
    const read = await parseVerificationKeys(`${first.publicText}, ${second.publicText}`)
    if (!read.ok) throw new Error('expected two keys')
    keys = read.value
  })

  it('gives the payload that either of two keys signed', async () => {
    for (const signer of [first, second]) {
      expect(await openEnvelope(await signer.sign(PAYLOAD), keys)).toEqual({ ok: true, payload: JSON.parse(PAYLOAD) })
    }
  })

  it('refuses a key that it was not given', async () => {
    const stranger = await createSigner()
    expect(await openEnvelope(await stranger.sign(PAYLOAD), keys)).toEqual({ ok: false, refusal: 'unknown_key' })
    expect(await openEnvelope(await first.sign(PAYLOAD), [])).toEqual({ ok: false, refusal: 'unknown_key' })
  })

  it('refuses a payload with any one byte changed', async () => {
    const text = await first.sign(PAYLOAD)
    const changed = text.replace('"version":7', '"version":8')
    expect(await openEnvelope(changed, keys)).toEqual({ ok: false, refusal: 'bad_signature' })
    expect(await openEnvelope(`${text.slice(0, -1)} }`, keys)).toEqual({ ok: false, refusal: 'bad_signature' })
  })

  it("refuses one key's signature under the other's name", async () => {
    const [mine, other] = [await first.sign(PAYLOAD), await second.sign(PAYLOAD)]
    const swapped = mine.replace(mine.split(' ')[1] ?? '', other.split(' ')[1] ?? '')
    expect(await openEnvelope(swapped, keys)).toEqual({ ok: false, refusal: 'bad_signature' })
  })

  it('refuses what is signed and still no JSON', async () => {
    expect(await openEnvelope(await first.sign('{"a":}'), keys)).toEqual({ ok: false, refusal: 'malformed' })
  })

  it('believes no version but the one inside the payload', async () => {
    expect(await openEnvelope(await first.sign(PAYLOAD, 99), keys)).toEqual({ ok: true, payload: JSON.parse(PAYLOAD) })
  })

  it.each(['', '7', '7 kid sig {}', '-1 0123456789abcdef x {}'])('calls %j malformed', async (text) => {
    expect(parseEnvelope(text).ok).toBe(false)
    expect(await openEnvelope(text, keys)).toEqual({ ok: false, refusal: 'malformed' })
  })
})

describe('parseVerificationKeys', () => {
  it.each([
    ['', [0]],
    ['AAAA', [0]],
    ['*', [0]],
    [`${toBase64(new Uint8Array(32))},x`, [1]],
    ['a,b,c', []],
  ])('refuses %j', async (text, path) => {
    expect(await parseVerificationKeys(text)).toMatchObject({ ok: false, problems: [{ path }] })
  })
})
