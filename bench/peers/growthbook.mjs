// The published bundle, because the module build asks `process.env.NODE_ENV` about ten times in every evaluation.
// There is no "ends with": an anchored regular expression, which the engine caches. A rollout is a forced value with
// coverage, and a split has ready-made ranges: both are cheaper here than weights.
import { GrowthBookClient } from './node_modules/@growthbook/growthbook/dist/bundles/esm.min.js'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('@growthbook/growthbook')

export function document(keys) {
  const features = {}
  for (const [i, key] of keys.bool.entries()) features[key] = { defaultValue: i % 2 === 0 }
  for (const key of keys.targeting) {
    features[key] = {
      defaultValue: 'off',
      rules: [
        { id: 'r1', condition: { country: { $in: S.COUNTRIES } }, force: 'r1' },
        { id: 'r2', condition: { email: { $regex: `${S.EMAIL_SUFFIX.replace('.', '\\.')}$` } }, force: 'r2' },
        { id: 'r3', condition: { appVersion: { $vgte: S.MIN_VERSION } }, force: 'r3' },
        { id: 'r4', condition: { plan: S.PLAN }, force: 'r4' },
        { id: 'r5', condition: { seats: { $gt: S.MIN_SEATS } }, force: 'r5' },
      ],
    }
  }
  for (const key of keys.rollout) {
    features[key] = {
      defaultValue: false,
      rules: [{ id: 'half', force: true, coverage: 0.5, hashAttribute: 'id', hashVersion: 2 }],
    }
  }
  let start = 0
  const ranges = S.VARIANTS.map(([, weight]) => [start / 100, (start += weight) / 100])
  for (const key of keys.variant) {
    features[key] = {
      defaultValue: 'control',
      rules: [
        {
          id: 'split',
          condition: { id: { $inGroup: 'segment' } },
          variations: S.VARIANTS.map(([name]) => name),
          ranges,
          hashAttribute: 'id',
          hashVersion: 2,
        },
      ],
    }
  }
  return encode({ features, savedGroups: { segment: S.SEG } })
}

export function open(bytes) {
  const client = new GrowthBookClient().initSync({ payload: JSON.parse(decode(bytes)) })
  const evaluate = (key, context) => client.evalFeature(key, context)
  return engineOf({
    ctx: (user) => ({ attributes: user }),
    bool: evaluate,
    targeting: evaluate,
    rollout: evaluate,
    variant: evaluate,
    value: (result) => result.value,
  })
}

export const setup = () => open(document(WORKLOAD_KEYS))
