// A datafile of schema 2 with its conditions as objects (the published form has them as text, parsed on every use).
// evaluateFlag answers booleans, evaluateVariation the others; getAllEvaluations would decide most flags twice.
import { createInstance } from '@featurevisor/sdk'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('@featurevisor/sdk')

const WHOLE = 100_000
const everybody = (key, more) => ({ key, segments: '*', percentage: WHOLE, allocation: [], ...more })

export function document(keys) {
  const segments = {
    country: { conditions: [{ attribute: 'country', operator: 'in', value: S.COUNTRIES }] },
    email: { conditions: [{ attribute: 'email', operator: 'endsWith', value: S.EMAIL_SUFFIX }] },
    version: {
      conditions: [{ attribute: 'appVersion', operator: 'semverGreaterThanOrEquals', value: S.MIN_VERSION }],
    },
    plan: { conditions: [{ attribute: 'plan', operator: 'equals', value: S.PLAN }] },
    seats: { conditions: [{ attribute: 'seats', operator: 'greaterThan', value: S.MIN_SEATS }] },
    members: { conditions: [{ attribute: 'id', operator: 'in', value: S.SEG }] },
  }
  const features = {}
  const feature = (key, traffic, variations) => {
    features[key] = { key, bucketBy: 'id', traffic, ...(variations && { variations }) }
  }
  for (const [i, key] of keys.bool.entries()) feature(key, [everybody('all', { enabled: i % 2 === 0 })])
  for (const key of keys.targeting) {
    const rules = ['country', 'email', 'version', 'plan', 'seats'].map((segment, i) =>
      everybody(`r${i + 1}`, { segments: segment, variation: `r${i + 1}` }),
    )
    feature(
      key,
      [...rules, everybody('rest', { variation: 'off' })],
      ['r1', 'r2', 'r3', 'r4', 'r5', 'off'].map((value) => ({ value })),
    )
  }
  for (const key of keys.rollout) feature(key, [everybody('half', { percentage: WHOLE / 2 })])
  let start = 0
  const allocation = S.VARIANTS.map(([variation, weight]) => ({
    variation,
    range: [start, (start += weight * (WHOLE / 100))],
  }))
  for (const key of keys.variant) {
    feature(
      key,
      [everybody('split', { segments: 'members', allocation }), everybody('rest', { variation: 'control' })],
      ['a', 'b', 'c', 'control'].map((value) => ({ value })),
    )
  }
  return encode({ schemaVersion: '2', revision: '1', segments, features })
}

export function open(bytes) {
  const instance = createInstance({ datafile: JSON.parse(decode(bytes)), logLevel: 'error' })
  const flag = (key, context) => instance.evaluateFlag(key, context)
  const variation = (key, context) => instance.evaluateVariation(key, context)
  return engineOf({
    ctx: (user) => user,
    bool: flag,
    targeting: variation,
    rollout: flag,
    variant: variation,
    value: (evaluation) => (evaluation.type === 'flag' ? evaluation.enabled : evaluation.variation?.value),
  })
}

export const setup = () => open(document(WORKLOAD_KEYS))
