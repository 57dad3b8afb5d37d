import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import type { Flag } from '../contracts/flag.ts'
import { encodeRuleset } from '../contracts/ruleset.ts'
import type { Segment } from '../contracts/segment.ts'
import { compileRuleset } from './compiled-ruleset.ts'
import { explainFlag } from './explain-flag.ts'

function explain(flags: readonly Flag[], context: EvaluationContext, segments: readonly Segment[] = []) {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const ruleset = compileRuleset(encodeRuleset({ environment: 'abcdefghijkl', version: 7, settings, flags, segments }))
  if (!ruleset.ok) throw new Error('expected a ruleset')
  return explainFlag(ruleset.value, 'checkout', context, 1_000)
}

const on = { variant: 'on' } as const
const plan = { attribute: 'plan', operator: 'equals', value: 'pro' } as const

describe('explainFlag', () => {
  it('shows what every rule compared, until one decided', () => {
    const rules = [
      { id: 'a', if: { all: [plan, { attribute: 'x', operator: 'exists' } as const] }, serve: on },
      { id: 'b', if: { not: plan }, serve: on },
      { id: 'c', serve: on },
    ]
    expect(explain([sampleFlag({ rules })], { plan: 'free' })).toEqual({
      flag: 'checkout',
      version: 7,
      resolution: { value: true, variant: 'on', reason: 'TARGETING_MATCH', ruleId: 'b' },
      steps: [
        {
          step: 'rule',
          ruleId: 'a',
          matches: false,
          steps: [
            {
              step: 'all',
              holds: false,
              steps: [{ step: 'attribute', condition: plan, actual: 'free', holds: false, steps: [] }],
            },
          ],
        },
        {
          step: 'rule',
          ruleId: 'b',
          matches: true,
          steps: [
            {
              step: 'not',
              holds: true,
              steps: [{ step: 'attribute', condition: plan, actual: 'free', holds: false, steps: [] }],
            },
          ],
        },
        { step: 'serve', ruleId: 'b', served: true, steps: [] },
      ],
    })
  })

  it('shows bucket and range of a rollout, and that it left the person to the next rule', () => {
    const rules = [{ id: 'r', rollout: { share: 10_000 }, serve: on }]
    const explanation = explain([sampleFlag({ rules })], { targetingKey: 'user-1' })
    expect(explanation?.steps[1]).toEqual({
      step: 'serve',
      ruleId: 'r',
      served: false,
      steps: [
        {
          step: 'bucket',
          scheme: 'native',
          salt: 'checkout',
          by: 'targetingKey',
          subject: 'user-1',
          bucket: 17_502,
          shares: [{ name: 'rollout', from: 0, to: 10_000 }],
          steps: [],
        },
      ],
    })
  })

  it('says so when nobody could be placed', () => {
    const rules = [{ id: 'r', rollout: { share: 10_000, by: 'team' }, serve: on }]
    const [, serve] = explain([sampleFlag({ rules })], { targetingKey: 'u' })?.steps ?? []
    expect(serve?.steps[0]).toMatchObject({ step: 'bucket', by: 'team' })
    expect(serve?.steps[0]).not.toHaveProperty('bucket')
  })

  it('shows the share of a ramp at the time, windows, segments and prerequisites', () => {
    const ramp = {
      mode: 'linear',
      steps: [
        { at: 0, share: 0 },
        { at: 2_000, share: 100_000 },
      ],
    } as const
    const needs = { all: [{ segment: 'members' }, { flag: 'base', variants: ['on'] }] }
    const rules = [{ id: 'r', window: { from: 500 }, if: needs, rollout: { ramp }, serve: on }]
    const segments = [{ key: 'members', included: ['user-1'], excluded: [], rules: [] }]
    const explanation = explain(
      [sampleFlag({ rules }), sampleFlag({ key: 'base' })],
      { targetingKey: 'user-1' },
      segments,
    )
    expect(explanation?.steps).toMatchObject([
      {
        step: 'rule',
        steps: [
          { step: 'window', from: 500, nowMs: 1_000, holds: true },
          {
            step: 'all',
            steps: [
              { step: 'segment', segment: 'members', listed: 'included', holds: true },
              {
                step: 'prerequisite',
                holds: true,
                steps: [{ step: 'flag', flag: 'base', resolution: { reason: 'STATIC' } }],
              },
            ],
          },
        ],
      },
      { step: 'serve', served: true, steps: [{ step: 'bucket', shares: [{ from: 0, to: 50_000 }] }] },
    ])
  })

  it('has nothing to say about a flag that is not there', () => {
    expect(explain([], {})).toBeUndefined()
  })
})
