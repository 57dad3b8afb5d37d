import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../../shared/conformance/sample-flag.ts'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { Rule } from '../../shared/contracts/flag.ts'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import { conditionOfRule } from '../targeting/rule-condition.ts'
import { type SlotShare, allocateShares } from './allocate-shares.ts'
import { HELD_OUT } from './group-input.ts'
import type { GroupReferences } from './group-reference.ts'
import { type GroupPart, segmentsOfGroup } from './group-segments.ts'

const KEYS = Array.from({ length: 100_000 }, (_, i) => `user-${i}`)
const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const

const exclusion = (shares: readonly SlotShare[]): GroupPart => ({
  kind: 'exclusion',
  key: 'checkout',
  salt: 'checkout-salt',
  by: null,
  slots: allocateShares([], shares),
})
const holdout = (share: number, by: string | null = null): GroupPart => ({
  kind: 'holdout',
  key: 'q4',
  salt: 'q4-salt',
  by,
  slots: allocateShares([], [{ key: HELD_OUT, share }]),
})

/** Decides rules that refer to groups as edges do. */
function decider(groups: readonly GroupPart[], rules: readonly (Partial<Rule> & GroupReferences)[]) {
  const assembled = rules.map(({ group: _group, holdout: _holdout, ...rule }, i): Rule => {
    const condition = conditionOfRule(rules[i] ?? {})
    const own = { id: `r${i}`, serve: { variant: 'on' }, ...rule }
    return condition === undefined ? own : { ...own, if: condition }
  })
  const flag = sampleFlag({ rules: assembled, defaultServe: { variant: 'off' } })
  const ruleset = { environment: 'env000000001', version: 1, settings, flags: [flag] }
  const compiled = compileRuleset(encodeRuleset({ ...ruleset, segments: groups.flatMap(segmentsOfGroup) }))
  const decidable = compiled.ok ? compiled.value.flag(flag.key) : undefined
  if (decidable?.state !== 'decidable') throw new Error('expected a flag that can be decided')
  return (context: EvaluationContext) => evaluateFlag(decidable, context, 0)
}

const ruleOf = (decide: ReturnType<typeof decider>, targetingKey: string): string | undefined => {
  const resolution = decide({ targetingKey })
  return 'ruleId' in resolution ? resolution.ruleId : undefined
}

/** By how many standard deviations a count of so many draws misses what a share promises. */
function deviationOf(count: number, of: number, share: number): number {
  const p = share / WHOLE
  return Math.abs(count - of * p) / Math.sqrt(of * p * (1 - p))
}

const slotRule = (slot: string): GroupReferences => ({ group: { key: 'checkout', slot } })

describe('different slots of a group', () => {
  const shares = fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 })).map(([a, b]) => ({
    key: 'checkout',
    shares: [
      { key: 'a', share: a },
      { key: 'b', share: b },
    ],
  }))

  it('never have the same person', () => {
    fc.assert(
      fc.property(shares, fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 50 }), (group, keys) => {
        const inA = decider([exclusion(group.shares)], [slotRule('a')])
        const inB = decider([exclusion(group.shares)], [slotRule('b')])
        expect(keys.filter((key) => ruleOf(inA, key) !== undefined && ruleOf(inB, key) !== undefined)).toEqual([])
      }),
    )
  })

  it('together have everybody when they take everything', () => {
    const group = exclusion([
      { key: 'a', share: 50_000 },
      { key: 'b', share: 50_000 },
    ])
    const decide = decider([group], [slotRule('a'), slotRule('b')])
    const missed = KEYS.filter((key) => ruleOf(decide, key) === undefined)
    expect(missed).toEqual([])
  })

  it('have their shares of the people', () => {
    const asked = [
      { key: 'a', share: 12_345 },
      { key: 'b', share: 50_000 },
      { key: 'c', share: 1_000 },
    ]
    const decide = decider(
      [exclusion(asked)],
      asked.map(({ key }) => slotRule(key)),
    )
    const counts = new Map<string | undefined, number>()
    for (const key of KEYS) counts.set(ruleOf(decide, key), (counts.get(ruleOf(decide, key)) ?? 0) + 1)
    for (const [i, { share }] of asked.entries())
      expect(deviationOf(counts.get(`r${i}`) ?? 0, KEYS.length, share)).toBeLessThanOrEqual(4)
  })
})

describe('a slot that grows', () => {
  it('keeps everybody whom it has', () => {
    const share = fc.integer({ min: 0, max: 40_000 })
    fc.assert(
      fc.property(
        share,
        share,
        share,
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 50 }),
        (a, b, more, keys) => {
          const before = exclusion([
            { key: 'a', share: a },
            { key: 'b', share: b },
          ])
          const slots = allocateShares(before.slots, [
            { key: 'b', share: b },
            { key: 'a', share: Math.min(a + more, WHOLE - b) },
          ])
          const was = decider([before], [slotRule('a')])
          const becomes = decider([{ ...before, slots }], [slotRule('a')])
          const lost = keys.filter((key) => ruleOf(was, key) !== undefined && ruleOf(becomes, key) === undefined)
          expect(lost).toEqual([])
        },
      ),
    )
  })
})

const holdsOut = (share: number) => decider([holdout(share)], [{ holdout: 'q4' }])

describe('a holdout', () => {
  const split = {
    split: {
      weights: [
        { variant: 'on', weight: 30_000 },
        { variant: 'off', weight: 70_000 },
      ],
    },
  }

  it('holds out its share of those whom each variant would have, and of those whom a rollout takes', () => {
    const rules = [{ rollout: { share: 40_000 }, serve: split }]
    const without = decider([], rules)
    const held = decider(
      [holdout(10_000)],
      rules.map((rule) => ({ ...rule, holdout: 'q4' })),
    )
    const would = new Map<string, number>()
    const out = new Map<string, number>()
    for (const targetingKey of KEYS) {
      const { reason, variant } = { variant: '', ...without({ targetingKey }) }
      if (reason !== 'SPLIT') continue
      would.set(variant, (would.get(variant) ?? 0) + 1)
      if (held({ targetingKey }).reason !== 'SPLIT') out.set(variant, (out.get(variant) ?? 0) + 1)
    }
    expect([...would.keys()].toSorted()).toEqual(['off', 'on'])
    for (const [variant, count] of would)
      expect(deviationOf(out.get(variant) ?? 0, count, 10_000)).toBeLessThanOrEqual(4)
  })

  it('holds out its share of the people of a slot', () => {
    const groups = [exclusion([{ key: 'a', share: 20_000 }]), holdout(5_000)]
    const inSlot = decider(groups, [slotRule('a')])
    const kept = decider(groups, [{ ...slotRule('a'), holdout: 'q4' }])
    const people = KEYS.filter((key) => ruleOf(inSlot, key) !== undefined)
    const out = people.filter((key) => ruleOf(kept, key) === undefined)
    expect(deviationOf(out.length, people.length, 5_000)).toBeLessThanOrEqual(4)
  })

  it('of nobody holds out nobody, and of everybody everybody', () => {
    const some = KEYS.slice(0, 1_000)
    const [nobody, everybody] = [holdsOut(0), holdsOut(WHOLE)]
    expect(some.filter((key) => ruleOf(nobody, key) === undefined)).toEqual([])
    expect(some.filter((key) => ruleOf(everybody, key) !== undefined)).toEqual([])
  })

  it('passes by whom it cannot place', () => {
    const decide = decider([holdout(0, 'company')], [{ holdout: 'q4' }])
    expect(decide({ targetingKey: 'ann' }).reason).toBe('DEFAULT')
    expect(decide({ targetingKey: 'ann', company: 'acme' }).reason).toBe('TARGETING_MATCH')
  })
})
