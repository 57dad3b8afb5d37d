import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { packBody } from './pack-body.ts'

/** Three compressed bytes are four of base64, so that a body grows by four. */
const MOST_COMPRESSED = (LIMITS.storedRulesetBytes / 4) * 3

const incompressible = randomBytes(MOST_COMPRESSED)

/** What compresses, as rulesets do, to so many bytes: a little is added for every block, so that it is approached. */
function compressingTo(length: number): Buffer {
  let bytes = incompressible.subarray(0, length - 1_000)
  for (let tries = 0; tries < 10; tries++) {
    const missing = length - gzipSync(bytes, { level: 1 }).length
    if (missing === 0) return bytes
    bytes = incompressible.subarray(0, bytes.length + missing)
  }
  throw new Error(`nothing compresses to ${length} bytes`)
}

describe('storedRulesetBytes', () => {
  it.each([
    ['shorter', -3, LIMITS.storedRulesetBytes - 4],
    ['longest', 0, LIMITS.storedRulesetBytes],
    ['longer', 1, undefined],
  ])('the %s body: %i compressed bytes from the limit, packed to %s', async (_which, more, length) => {
    const packed = await packBody(compressingTo(MOST_COMPRESSED + more))
    expect(packed.ok ? packed.value.body.length : undefined).toBe(length)
  })
})
