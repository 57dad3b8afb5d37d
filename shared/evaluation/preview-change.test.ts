import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Flag } from '../contracts/flag.ts'
import { encodeRuleset } from '../contracts/ruleset.ts'
import { compileRuleset } from './compiled-ruleset.ts'
import { previewChange } from './preview-change.ts'

function rulesetOf(...flags: readonly Flag[]) {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const ruleset = compileRuleset(encodeRuleset({ environment: 'abcdefghijkl', version: 1, settings, flags }))
  if (!ruleset.ok) throw new Error('expected a ruleset')
  return ruleset.value
}

const contexts = [{ targetingKey: 'user-1' }, { targetingKey: 'user-2' }]
const changesOf = (before: readonly Flag[], after: readonly Flag[]) =>
  previewChange({ before: rulesetOf(...before), after: rulesetOf(...after), contexts, nowMs: 0 })

const rolledOut = (share: number, id = 'r') =>
  sampleFlag({ rules: [{ id, rollout: { share }, serve: { variant: 'on' } }], defaultServe: { variant: 'off' } })

const json = (value: Flag['variants'][number]['value']) =>
  sampleFlag({ type: 'json', variants: [{ name: 'on', value }] })

describe('previewChange', () => {
  it('names who changes, from what to what', () => {
    // user-1 lies in bucket 17 502, user-2 in 88 313.
    expect(changesOf([rolledOut(0)], [rolledOut(50_000)])).toEqual({
      changes: [
        {
          context: 0,
          flag: 'checkout',
          before: { value: false, variant: 'off', reason: 'DEFAULT' },
          after: { value: true, variant: 'on', reason: 'SPLIT', ruleId: 'r' },
        },
      ],
      changedContexts: 1,
    })
  })

  it('sees no change in the same variant by another rule', () => {
    expect(changesOf([rolledOut(50_000, 'a')], [rolledOut(50_000, 'b')]).changes).toEqual([])
  })

  it('sees another value under the same variant, and not another order of its properties', () => {
    expect(changesOf([json({ a: 1, b: [1] })], [json({ b: [1], a: 1 })]).changes).toEqual([])
    expect(changesOf([json({ a: 1 })], [json({ a: 2 })]).changedContexts).toBe(2)
    expect(changesOf([json({ a: 1 })], [json({ b: 1 })]).changedContexts).toBe(2)
    expect(changesOf([json([])], [json({})]).changedContexts).toBe(2)
  })

  it('sees a flag come and go', () => {
    expect(changesOf([], [sampleFlag()]).changes[0]).toMatchObject({
      before: { errorCode: 'FLAG_NOT_FOUND' },
      after: { variant: 'on' },
    })
    expect(changesOf([sampleFlag()], []).changes[0]).toMatchObject({
      before: { variant: 'on' },
      after: { errorCode: 'FLAG_NOT_FOUND' },
    })
    expect(changesOf([sampleFlag()], [sampleFlag({ enabled: false })]).changes[0]?.after).toEqual({
      reason: 'DISABLED',
    })
  })

  it('looks only at the flags it was asked about', () => {
    const [before, after] = [rulesetOf(sampleFlag()), rulesetOf(sampleFlag({ enabled: false }))]
    expect(previewChange({ before, after, contexts, nowMs: 0, flagKeys: ['other'] }).changes).toEqual([])
  })
})
