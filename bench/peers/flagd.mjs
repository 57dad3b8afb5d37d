// Both modes of flagd-core. A segment is a `$ref`, which flagd expands as text into every flag that uses it.
import { FlagdCore } from '@openfeature/flagd-core'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('@openfeature/flagd-core')

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const onOff = { on: true, off: false }
const named = (names) => Object.fromEntries(names.map((name) => [name, name]))

export function document(keys) {
  const flags = {}
  for (const [i, key] of keys.bool.entries()) {
    flags[key] = { state: 'ENABLED', variants: onOff, defaultVariant: i % 2 === 0 ? 'on' : 'off' }
  }
  for (const key of keys.targeting) {
    flags[key] = {
      state: 'ENABLED',
      variants: named(['r1', 'r2', 'r3', 'r4', 'r5', 'off']),
      defaultVariant: 'off',
      targeting: {
        if: [
          { in: [{ var: 'country' }, S.COUNTRIES] },
          'r1',
          { ends_with: [{ var: 'email' }, S.EMAIL_SUFFIX] },
          'r2',
          { sem_ver: [{ var: 'appVersion' }, '>=', S.MIN_VERSION] },
          'r3',
          { '===': [{ var: 'plan' }, S.PLAN] },
          'r4',
          { '>': [{ var: 'seats' }, S.MIN_SEATS] },
          'r5',
          null,
        ],
      },
    }
  }
  for (const key of keys.rollout) {
    flags[key] = {
      state: 'ENABLED',
      variants: onOff,
      defaultVariant: 'off',
      targeting: {
        fractional: [
          ['on', 50],
          ['off', 50],
        ],
      },
    }
  }
  for (const key of keys.variant) {
    flags[key] = {
      state: 'ENABLED',
      variants: named(['a', 'b', 'c', 'control']),
      defaultVariant: 'control',
      targeting: { if: [{ $ref: 'segment' }, { fractional: S.VARIANTS }, null] },
    }
  }
  const $evaluators = keys.variant.length > 0 ? { segment: { in: [{ var: 'targetingKey' }, S.SEG] } } : {}
  return encode({ flags, $evaluators })
}

/** `options` choose the mode: see `flagd-compiled.mjs` and `flagd-interpreted.mjs`. */
export function openWith(bytes, options) {
  const core = new FlagdCore(undefined, silent, options)
  core.setConfigurations(decode(bytes))
  const boolean = (key, context) => core.resolveBooleanEvaluation(key, false, context)
  const string = (key, context) => core.resolveStringEvaluation(key, '', context)
  return engineOf({
    ctx: (user) => ({ ...user, targetingKey: user.id }),
    bool: boolean,
    targeting: string,
    rollout: boolean,
    variant: string,
    value: (result) => result.value,
    all: (context) => core.resolveAll(context),
    get5: (results, key) => results.find(({ flagKey }) => flagKey === key)?.value,
  })
}

export const workload = () => document(WORKLOAD_KEYS)
