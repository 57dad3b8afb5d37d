import type { Condition } from '../contracts/condition.ts'
import type { Rule } from '../contracts/flag.ts'
import type { Segment } from '../contracts/segment.ts'

const combination: Condition = {
  all: [
    { attribute: 'geo.country', operator: 'oneOf', values: ['BR', 'PT'] },
    {
      any: [
        { attribute: 'email', operator: 'endsWith', values: ['@acme.com'], ignoreCase: true },
        { not: { attribute: 'plan', operator: 'equals', value: 'free' } },
      ],
    },
  ],
}
const rollout: Rule = {
  id: 'ten-percent-of-companies',
  if: { attribute: 'plan', operator: 'equals', value: 'enterprise' },
  rollout: { share: 10_000, by: 'company.id' },
  serve: { variant: 'on' },
}
const split: Rule = {
  id: 'three-ways',
  serve: {
    split: {
      weights: [
        { variant: 'control', weight: 50_000 },
        { variant: 'blue', weight: 30_000 },
        { variant: 'green', weight: 20_000 },
      ],
    },
  },
}
const ramp: Rule = {
  id: 'over-three-days',
  rollout: {
    ramp: {
      mode: 'linear',
      steps: [
        { at: '2026-12-01T09:00:00Z', share: 1_000 },
        { at: '2026-12-02T09:00:00Z', share: 25_000 },
        { at: '2026-12-04T09:00:00Z', share: 100_000 },
      ],
    },
  },
  serve: { variant: 'on' },
}
const window: Rule = {
  id: 'black-friday',
  window: { from: '2026-11-27T00:00:00-03:00', until: '2026-11-28T00:00:00-03:00' },
  serve: { variant: 'on' },
}
const group: Rule = {
  id: 'first-third-of-the-group',
  if: { bucket: { salt: 'checkout-experiments', from: 0, to: 33_333 } },
  serve: { variant: 'on' },
}
const holdout: Rule = {
  id: 'all-but-the-holdout',
  if: { bucket: { salt: 'holdout-2026', from: 0, to: 5_000 }, negate: true },
  serve: { variant: 'on' },
}
const segment: Segment = {
  key: 'beta',
  included: ['user-1', 'user-2'],
  excluded: ['user-3'],
  rules: [{ attribute: 'email', operator: 'endsWith', values: ['@acme.com'] }, { segment: 'employees' }],
}
const prerequisite: Rule = {
  id: 'where-the-new-cart-is-on',
  if: { flag: 'new-cart', variants: ['on'] },
  serve: { variant: 'on' },
}

/** What the guide shows. */
export const EXAMPLES = {
  combination,
  rollout,
  split,
  ramp,
  window,
  group,
  holdout,
  segment,
  prerequisite,
} as const
