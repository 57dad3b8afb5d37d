import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from './json-fault.ts'

describe('the fault of a text that is to be JSON', () => {
  it.each([
    ['', 1, 1],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['{"rules": [\n  {"serve": on}\n]}', 2, 13],
    ['[1, 2', 1, 6],
    ['{"a": "b\n"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['[] []', 1, 4],
    ['[1 2]', 1, 4],
    ['{,}', 1, 2],
    ["{'a': 1}", 1, 2],
  ])('stands in %j at line %i, column %i', (text, line, column) => {
    expect(findJsonFault(text)).toEqual({ line, column })
  })

  it('is none exactly where JSON.parse finds none', () => {
    const texts = fc.oneof(
      fc.json(),
      fc
        .tuple(fc.json(), fc.nat(), fc.constantFrom(...'{ } [ ] , : " 0 e . - \\'.split(' '), ' ', '\n'))
        .map(([text, at, letter]) => {
          const place = at % (text.length + 1)
          return text.slice(0, place) + letter + text.slice(place)
        }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text))
      }),
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
