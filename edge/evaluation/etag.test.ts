import { describe, expect, it } from 'vitest'
import { entityTag, isMatchedBy } from './etag.ts'
import { digestText } from './text-digest.ts'

const tagOf = (version: number, ...texts: readonly string[]) => entityTag(version, texts.map(digestText))

describe('entityTag', () => {
  it('is the version and a digest of the content', () => {
    expect(tagOf(7, 'a')).toMatch(/^"v7\.[0-9a-f]{32}"$/)
    expect(tagOf(7)).toMatch(/^"v7\.[0-9a-f]{32}"$/)
  })

  it('is the same in every isolate', () => {
    expect(tagOf(1, '{"key":"ação","value":true}', '')).toBe('"v1.cc8f578d4ef0fc42df48508144288c8c"')
  })

  it('depends on the version, on every part, on their order, and on where they end', () => {
    const tags = [
      tagOf(1),
      tagOf(1, ''),
      tagOf(1, 'a'),
      tagOf(2, 'a'),
      tagOf(1, 'a', 'b'),
      tagOf(1, 'b', 'a'),
      tagOf(1, 'ab'),
      tagOf(1, 'a', ''),
      tagOf(1, '', 'a'),
      tagOf(1, 'a', 'a'),
    ]
    expect(new Set(tags).size).toBe(tags.length)
  })

  it('differs for all answers of twelve flags with two outcomes each', () => {
    const outcomes = Array.from({ length: 12 }, (_, i) =>
      [true, false].map((value) => digestText(JSON.stringify({ key: `flag-${i}`, value }))),
    )
    const tags = Array.from({ length: 2 ** 12 }, (_, bits) =>
      entityTag(
        1,
        outcomes.flatMap((two, i) => two[(bits >> i) & 1] ?? []),
      ),
    )
    expect(new Set(tags).size).toBe(2 ** 12)
    // Each of the four hashes does it nearly alone: none of them is the same for all.
    for (let lane = 0; lane < 4; lane++) {
      const alone = new Set(tags.map((tag) => tag.slice(4 + lane * 8, 12 + lane * 8)))
      expect(alone.size).toBeGreaterThan(2 ** 12 - 20)
    }
  })
})

describe('isMatchedBy', () => {
  it.each(['"v1.a"', 'W/"v1.a"', '"x", "v1.a"', 'W/"x",W/"v1.a"'])('is matched by %s', (header) => {
    expect(isMatchedBy(header, '"v1.a"')).toBe(true)
  })

  it.each([null, '', '"v1.b"', 'v1.a', '"v1"'])('is not matched by %s', (header) => {
    expect(isMatchedBy(header, '"v1.a"')).toBe(false)
  })
})
