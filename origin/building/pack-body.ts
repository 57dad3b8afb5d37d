import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type ParseResult, parsed, refused } from '../../shared/contracts/parse-result.ts'

export interface PackedBody {
  /** base64 of the gzip of the wire form. */
  readonly body: string
  /** Of the gzip bytes, lower-case hexadecimal. */
  readonly sha256: string
  /** Length of the wire form before compression. */
  readonly bytes: number
}

const compress = promisify(gzip)

/** Makes of a ruleset's wire form what lies in Redis; refused when it would be too large there. */
export async function packBody(bytes: Uint8Array): Promise<ParseResult<PackedBody>> {
  const compressed = await compress(bytes)
  const body = compressed.toString('base64')
  if (body.length > LIMITS.storedRulesetBytes) {
    return refused(`expected at most ${LIMITS.storedRulesetBytes} bytes when compressed, got ${body.length}`)
  }
  return parsed({ body, sha256: createHash('sha256').update(compressed).digest('hex'), bytes: bytes.length })
}
