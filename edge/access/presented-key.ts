import { type PresentedKey, parseAccessKey } from '../../shared/contracts/access-key.ts'
import { createBoundedMap } from '../ruleset/bounded-map.ts'

/** What a request shows as its key; `none` and `bad` are what becomes of the caller then. */
export type ReadPresentedKey = (headers: Headers) => PresentedKey | 'none' | 'bad'

const BEARER = 'Bearer '
/** Anybody can invent keys with a right checksum: the ones read last are remembered, whoever they were of. */
const REMEMBERED_LIMIT = 1_000

/**
 * Reads `Authorization: Bearer <key>`, or `X-API-Key: <key>`. A key that was read before is not taken apart again, as
 * long as its header is not padded: what is remembered has a length that the shape of keys bounds.
 */
export function createKeyReader(): ReadPresentedKey {
  const remembered = createBoundedMap<PresentedKey>(REMEMBERED_LIMIT)

  const readAuthorization = (authorization: string): PresentedKey | 'bad' => {
    const known = remembered.get(authorization)
    if (known !== undefined) return known
    const key = readKey(/^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '')
    if (key !== 'bad' && authorization.length === BEARER.length + key.text.length) remembered.set(authorization, key)
    return key
  }

  return (headers) => {
    const authorization = headers.get('authorization')
    if (authorization !== null) return readAuthorization(authorization)
    const text = headers.get('x-api-key')
    return text === null ? 'none' : readKey(text)
  }
}

function readKey(text: string): PresentedKey | 'bad' {
  const presented = parseAccessKey(text)
  return presented.ok && presented.value.kind !== 'adm' ? presented.value : 'bad'
}
