import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Flag } from './flag.ts'
import { describeProblems } from './parse-result.ts'
import { type Ruleset, encodeRuleset, openRuleset } from './ruleset.ts'

const RULESET: Ruleset = {
  environment: 'abcdefghijkl',
  version: 7,
  settings: { events: { mode: 'sample', share: 5_000 }, userIds: 'pseudonym' },
  flags: [sampleFlag({ key: 'a' }), sampleFlag({ key: 'promoção' }), sampleFlag({ key: '__proto__' })],
}
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const encode = (text: string) => new TextEncoder().encode(text)

function problemsOf(bytes: Uint8Array<ArrayBuffer>): string {
  const opened = openRuleset(bytes)
  return opened.ok ? 'opened' : describeProblems(opened.problems)
}

/** The same bytes with another header. */
function withHeader(change: (header: Record<string, unknown>) => void): Uint8Array<ArrayBuffer> {
  const text = decode(encodeRuleset(RULESET))
  const end = text.indexOf('\n')
  const header = JSON.parse(text.slice(0, end)) as Record<string, unknown>
  change(header)
  return encode(`${JSON.stringify(header)}${text.slice(end)}`)
}

function usesPatterns(flag: Flag): boolean {
  const opened = openRuleset(encodeRuleset({ ...RULESET, flags: [flag] }))
  return opened.ok && opened.value.usesPatterns
}

describe('the wire form of a ruleset', () => {
  it('gives back every flag, byte for byte, and nothing for names it does not have', () => {
    const opened = openRuleset(encodeRuleset(RULESET))
    if (!opened.ok) throw new Error('expected a ruleset')
    const { find, ...rest } = opened.value
    expect(rest).toMatchObject({ environment: 'abcdefghijkl', version: 7, settings: RULESET.settings })
    expect(rest.flagKeys).toEqual(['a', 'promoção', '__proto__'])
    for (const flag of RULESET.flags) {
      const found = find(flag.key)
      expect(found instanceof Uint8Array && JSON.parse(decode(found))).toEqual(flag)
    }
    expect([find('b'), find('constructor'), find('toString'), find('')]).toEqual(Array(4).fill(undefined))
  })

  it('gives back every segment, apart from flags of the same key', () => {
    const segments = ['a', 'beta'].map((key) => ({ key, included: ['joão'], excluded: [], rules: [] }))
    const opened = openRuleset(encodeRuleset({ ...RULESET, segments }))
    if (!opened.ok) throw new Error('expected a ruleset')
    for (const segment of segments) {
      const found = opened.value.findSegment(segment.key)
      expect(found instanceof Uint8Array && JSON.parse(decode(found))).toEqual(segment)
    }
    expect(opened.value.findSegment('promoção')).toBeUndefined()
    expect(opened.value.find('beta')).toBeUndefined()
  })

  it('says whether a regular expression is in it, and is not misled by a value that looks like one', () => {
    const rules = [
      { id: 'r', if: { attribute: 'a', operator: 'matches', pattern: 'x' }, serve: { variant: 'on' } },
    ] as const
    expect(usesPatterns(sampleFlag({ rules }))).toBe(true)
    expect(usesPatterns(sampleFlag())).toBe(false)
    expect(
      usesPatterns(sampleFlag({ type: 'string', variants: [{ name: 'on', value: '"operator":"matches"' }] })),
    ).toBe(false)
  })

  it('says that a key stands twice, and still finds its neighbours', () => {
    const opened = openRuleset(encodeRuleset({ ...RULESET, flags: [...RULESET.flags, sampleFlag({ key: 'a' })] }))
    if (!opened.ok) throw new Error('expected a ruleset')
    expect(opened.value.find('a')).toBe('duplicate')
    expect(opened.value.find('promoção')).toBeInstanceOf(Uint8Array)
  })

  it('refuses a body cut short anywhere', () => {
    const bytes = encodeRuleset(RULESET)
    for (let length = 0; length < bytes.length; length += 7) {
      expect(openRuleset(bytes.slice(0, length)).ok).toBe(false)
    }
    expect(openRuleset(bytes.slice(0, -1)).ok).toBe(false)
  })

  it('leaves alone what a newer origin put after the flags and into the header', () => {
    const bytes = encode(`${decode(withHeader((header) => (header['newer'] = [1])))}{"newer":1}`)
    expect(problemsOf(bytes)).toBe('opened')
  })

  it.each([
    ['format', 2, 'format: expected 1, got number'],
    ['environment', 'x', 'environment: expected 12 characters of a-z and 0-9'],
    ['version', -1, 'version: expected at least 0, got -1'],
    ['settings', null, 'settings: expected object, got null'],
    ['flags', {}, 'flags: expected array'],
    ['flags', [['a', -1]], 'flags[0]: expected [key, byte length]'],
    ['flags', [['a', 0.5]], 'flags[0]: expected [key, byte length]'],
    ['flags', [[1, 1]], 'flags[0]: expected [key, byte length]'],
    ['segments', {}, 'segments: expected array'],
    ['segments', [['a', -1]], 'segments[0]: expected [key, byte length]'],
    ['usesPatterns', 1, 'usesPatterns: expected boolean, got number'],
    ['flags', [null], 'flags[0]: expected [key, byte length]'],
  ])('refuses a header whose %s is %j', (name, value, problem) => {
    expect(problemsOf(withHeader((header) => (header[name] = value)))).toBe(problem)
  })

  it('keeps less where only a newer origin knows the setting, and goes on', () => {
    const opened = openRuleset(
      withHeader((header) => (header['settings'] = { events: { mode: 'hourly' }, userIds: 'hashed' })),
    )
    expect(opened).toMatchObject({ value: { settings: { events: { mode: 'off' }, userIds: 'pseudonym' } } })
  })

  it('refuses lengths beyond every number', () => {
    const huge = Number.MAX_SAFE_INTEGER
    expect(
      problemsOf(
        withHeader(
          (header) =>
            (header['flags'] = [
              ['a', huge],
              ['b', huge],
            ]),
        ),
      ),
    ).toMatch(/^expected at least/)
  })

  it.each(['', '\n', '{}', 'null\n', '[]\n', `${'['.repeat(100)}\n`])('refuses %j', (text) => {
    expect(problemsOf(encode(text))).not.toBe('opened')
  })
})
