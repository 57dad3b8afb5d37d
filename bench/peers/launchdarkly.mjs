// The Node SDK with a data source that hands over one payload, parsed as the SDK parses a poll; no events, no network.
// The public variationDetail wraps the evaluator in a promise and reads the context anew on every call; what is timed is
// the evaluator itself, with the SDK's store in front of it and contexts built before. It has no "version ≥": not less.
import { Context, deserializePoll, init } from '@launchdarkly/node-server-sdk'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('@launchdarkly/node-server-sdk')

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const FEATURES = { namespace: 'features' }

const clause = (attribute, op, values, negate = false) => ({ contextKind: 'user', attribute, op, values, negate })

const flag = (key, variations, more) => ({
  key,
  version: 1,
  on: true,
  salt: key,
  variations,
  offVariation: variations.length - 1,
  fallthrough: { variation: variations.length - 1 },
  targets: [],
  rules: [],
  prerequisites: [],
  ...more,
})

export function document(keys) {
  const flags = {}
  for (const [i, key] of keys.bool.entries()) {
    flags[key] = flag(key, [true, false], { fallthrough: { variation: i % 2 } })
  }
  for (const key of keys.targeting) {
    const clauses = [
      clause('country', 'in', S.COUNTRIES),
      clause('email', 'endsWith', [S.EMAIL_SUFFIX]),
      clause('appVersion', 'semVerLessThan', [S.MIN_VERSION], true),
      clause('plan', 'in', [S.PLAN]),
      clause('seats', 'greaterThan', [S.MIN_SEATS]),
    ]
    flags[key] = flag(key, ['r1', 'r2', 'r3', 'r4', 'r5', 'off'], {
      rules: clauses.map((clause, i) => ({ id: `r${i + 1}`, clauses: [clause], variation: i })),
    })
  }
  for (const key of keys.rollout) {
    flags[key] = flag(key, [true, false], { fallthrough: { rollout: rollout([50, 50]) } })
  }
  for (const key of keys.variant) {
    flags[key] = flag(key, ['a', 'b', 'c', 'control'], {
      rules: [
        {
          id: 'split',
          clauses: [clause('', 'segmentMatch', ['segment'])],
          rollout: rollout(S.VARIANTS.map(([, weight]) => weight)),
        },
      ],
    })
  }
  const segment = { key: 'segment', version: 1, salt: 'segment', included: S.SEG, excluded: [], rules: [] }
  return encode({ flags, segments: { segment } })
}

function rollout(percents) {
  return {
    kind: 'rollout',
    contextKind: 'user',
    variations: percents.map((percent, variation) => ({ variation, weight: percent * 1000 })),
  }
}

export async function open(bytes) {
  const { flags, segments } = deserializePoll(decode(bytes))
  const updateProcessor = (_context, updates, whenReady) => ({
    start: () => updates.init({ features: flags, segments }, whenReady),
    stop() {},
    close() {},
  })
  const client = init('none', { sendEvents: false, diagnosticOptOut: true, logger: silent, updateProcessor })
  await client.waitForInitialization({ timeout: 60 })
  const { _featureStore: store, _evaluator: evaluator } = client
  const evaluate = (key, context) => {
    let detail
    store.get(FEATURES, key, (flag) => {
      evaluator.evaluateCb(flag, context, (result) => {
        detail = result.detail
      })
    })
    return detail
  }
  return engineOf({
    ctx: ({ id, ...attributes }) => Context.fromLDContext({ kind: 'user', key: id, ...attributes }),
    bool: evaluate,
    targeting: evaluate,
    rollout: evaluate,
    variant: evaluate,
    value: (detail) => detail.value,
  })
}

export const setup = () => open(document(WORKLOAD_KEYS))
