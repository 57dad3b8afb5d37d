import { describe, expect, it } from 'vitest'
import { isJsonObject, isJsonValue, parseJson } from './json.ts'
import { LIMITS } from './limits.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('parseJson', () => {
  it.each([
    [LIMITS.jsonDepth - 1, true],
    [LIMITS.jsonDepth, true],
    [LIMITS.jsonDepth + 1, false],
    [1_000_000, false],
  ])('answers for a depth of %i: %s', (depth, ok) => {
    expect(parseJson(nested(depth)).ok).toBe(ok)
  })

  it('takes any depth when it is asked to', () => {
    expect(parseJson(nested(100_000), Number.POSITIVE_INFINITY).ok).toBe(true)
  })

  it('does not count brackets inside strings, escaped quotes included', () => {
    expect(parseJson(JSON.stringify({ a: '[[["[\\"[', 'b"[[': 1 }), 1).ok).toBe(true)
  })

  it('counts depth and not the number of brackets', () => {
    expect(parseJson('[[],[],[],{}]', 2).ok).toBe(true)
  })

  it('keeps __proto__ as an own property that changes nothing', () => {
    const json = parseJson('{"__proto__":{"admin":true}}')
    if (!json.ok || !isJsonObject(json.value)) throw new Error('expected an object')
    expect(Object.hasOwn(json.value, '__proto__')).toBe(true)
    expect(json.value['admin']).toBeUndefined()
  })

  it('refuses what is not JSON and names no part of it', () => {
    expect(parseJson('{"secret":')).toEqual({ ok: false, problems: [{ path: [], message: 'not valid JSON' }] })
  })
})

describe('isJsonValue', () => {
  it.each([[null], [0], [-0], ['x'], [true], [[1, [2]]], [{ a: { b: [null] } }]])('accepts %j', (value) => {
    expect(isJsonValue(value)).toBe(true)
  })

  it.each([
    [undefined],
    [Number.POSITIVE_INFINITY],
    [Number.NaN],
    [1n],
    [() => 1],
    [[undefined]],
    [{ a: Number.POSITIVE_INFINITY }],
    [new Date(0)],
    [new Map()],
  ])('refuses what JSON cannot hold (%#)', (value) => {
    expect(isJsonValue(value)).toBe(false)
  })

  it('ends at the depth limit, also for values that hold themselves', () => {
    const self: unknown[] = []
    self.push(self)
    expect(isJsonValue(self)).toBe(false)
    expect(isJsonValue(JSON.parse(nested(LIMITS.jsonDepth)))).toBe(true)
    expect(isJsonValue(JSON.parse(nested(LIMITS.jsonDepth + 1)))).toBe(false)
  })
})
