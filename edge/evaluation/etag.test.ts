import { describe, expect, it } from 'vitest'
import { entityTag, isMatchedBy } from './etag.ts'

describe('entityTag', () => {
  it('depends on the version and on the content', async () => {
    const tags = await Promise.all([entityTag(1, 'a'), entityTag(1, 'b'), entityTag(2, 'a'), entityTag(1, 'a')])
    expect(new Set(tags).size).toBe(3)
    expect(tags[0]).toMatch(/^"v1\.[0-9a-f]{32}"$/)
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
