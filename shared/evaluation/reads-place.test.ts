import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Flag, Rule } from '../contracts/flag.ts'
import { encodeRuleset } from '../contracts/ruleset.ts'
import type { Segment } from '../contracts/segment.ts'
import { type CompiledFlag, compileFlag } from './compile-flag.ts'
import { compileRuleset } from './compiled-ruleset.ts'

const PLACES = ['geo', 'geo.country', 'geo.a.b', '/geo', '/geo/country']
const OTHERS = ['geography', 'ageo.country', '/geography', '/geo~1country', '/a/geo', 'a.geo', '//geo', 'targetingKey']
const isBrazil = (attribute: string) => ({ attribute, operator: 'equals', value: 'BR' }) as const
const flagWith = (rule: Partial<Rule>, key = 'checkout') =>
  sampleFlag({ key, rules: [{ id: 'r', serve: { variant: 'on' }, ...rule }] })

/** One rule for each way in which a flag itself comes to an attribute. */
const WAYS: Readonly<Record<string, (attribute: string) => Flag>> = {
  'a condition': (attribute) => flagWith({ if: isBrazil(attribute) }),
  'a condition in others': (attribute) => flagWith({ if: { any: [{ not: { all: [isBrazil(attribute)] } }] } }),
  'a rollout': (by) => flagWith({ rollout: { share: 5, by } }),
  'a split': (by) => sampleFlag({ defaultServe: { split: { by, weights: [{ variant: 'on', weight: 100_000 }] } } }),
  'a range of buckets': (by) => flagWith({ if: { bucket: { salt: 's', from: 0, to: 5, by } } }),
}

function checkoutAmong(flags: readonly Flag[], segments: readonly Segment[]): CompiledFlag | undefined {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const compiled = compileRuleset(encodeRuleset({ environment: 'abcdefghijkl', version: 7, settings, flags, segments }))
  return compiled.ok ? compiled.value.flag('checkout') : undefined
}

describe('that a flag reads the place of a request', () => {
  it.each(Object.entries(WAYS))('is known of %s', (_way, flagBy) => {
    const reading = (paths: readonly string[]) => paths.filter((path) => compileFlag(flagBy(path)).readsPlace)
    expect(reading(PLACES)).toEqual(PLACES)
    expect(reading(OTHERS)).toEqual([])
  })

  it.each([
    ['a segment by its rules', { rules: [isBrazil('geo.country')] }],
    ['a segment by its lists', { by: 'geo.country', included: ['BR'] }],
    ['a segment of segments', { rules: [{ segment: 'inner' }] }],
  ])('is known of %s', (_what, part) => {
    const inner = { key: 'inner', included: [], excluded: [], rules: [isBrazil('geo')] }
    const outer = { key: 'outer', included: [], excluded: [], rules: [], ...part }
    const flags = [flagWith({ if: { segment: 'outer' } })]
    expect(checkoutAmong(flags, [outer, inner])).toMatchObject({ readsPlace: true })
    expect(checkoutAmong(flags, [{ ...inner, key: 'outer', rules: [] }, inner])).toMatchObject({ readsPlace: false })
  })

  it('is known of a flag that it needs', () => {
    const needing = flagWith({ if: { flag: 'needed', variants: ['on'] } })
    const needed = (attribute: string) => flagWith({ if: isBrazil(attribute) }, 'needed')
    expect(checkoutAmong([needing, needed('geo.city')], [])).toMatchObject({ readsPlace: true })
    expect(checkoutAmong([needing, needed('plan')], [])).toMatchObject({ readsPlace: false })
  })
})
