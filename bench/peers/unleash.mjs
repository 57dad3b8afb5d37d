// The evaluating client of the Node SDK over a repository in memory: no metrics, no fetching, no timers. getVariant is the
// call with a full result (isEnabled gives a bare boolean). As in what a server sends, every flag has a strategy: the
// plainest there is.
import UnleashClientModule from 'unleash-client/lib/client.js'
import { defaultStrategies } from 'unleash-client/lib/strategy/index.js'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('unleash-client')

const UnleashClient = UnleashClientModule.default
const only = (name) => [{ name, weight: 1000, stickiness: 'default', payload: { type: 'string', value: name } }]
const everybody = (groupId, more) => ({ name: 'default', parameters: { groupId }, ...more })

export function document(keys) {
  const feature = (name, strategies, enabled = true) => ({ name, type: 'release', enabled, strategies, variants: [] })
  const features = [
    ...keys.bool.map((key, i) => feature(key, [everybody(key)], i % 2 === 0)),
    ...keys.targeting.map((key) =>
      feature(key, [
        ...[
          { contextName: 'country', operator: 'IN', values: S.COUNTRIES },
          { contextName: 'email', operator: 'STR_ENDS_WITH', values: [S.EMAIL_SUFFIX] },
          { contextName: 'appVersion', operator: 'SEMVER_GTE', value: S.MIN_VERSION },
          { contextName: 'plan', operator: 'IN', values: [S.PLAN] },
          { contextName: 'seats', operator: 'NUM_GT', value: String(S.MIN_SEATS) },
        ].map((constraint, i) => everybody(key, { constraints: [constraint], variants: only(`r${i + 1}`) })),
        everybody(key, { variants: only('off') }),
      ]),
    ),
    ...keys.rollout.map((key) =>
      feature(key, [{ name: 'flexibleRollout', parameters: { rollout: '50', stickiness: 'default', groupId: key } }]),
    ),
    ...keys.variant.map((key) =>
      feature(key, [
        everybody(key, {
          segments: [1],
          variants: S.VARIANTS.map(([name, weight]) => ({
            name,
            weight: weight * 10,
            stickiness: 'default',
            payload: { type: 'string', value: name },
          })),
        }),
        everybody(key, { variants: only('control') }),
      ]),
    ),
  ]
  const segments = [{ id: 1, constraints: [{ contextName: 'userId', operator: 'IN', values: S.SEG }] }]
  return encode({ version: 2, features, segments })
}

export function open(bytes) {
  const { features, segments } = JSON.parse(decode(bytes))
  const featureByName = Object.fromEntries(features.map((feature) => [feature.name, feature]))
  const segmentById = new Map(segments.map((segment) => [segment.id, segment]))
  const repository = { getToggle: (name) => featureByName[name], getSegment: (id) => segmentById.get(id) }
  const client = new UnleashClient(repository, defaultStrategies)
  const getVariant = (key, context) => client.getVariant(key, context)
  return engineOf({
    ctx: ({ id, ...attributes }) => ({ userId: id, ...attributes }),
    bool: getVariant,
    targeting: getVariant,
    rollout: getVariant,
    variant: getVariant,
    // A flag without variants gives the variant `disabled`, and says beside it whether the flag is on.
    value: (result) => (result.enabled ? result.name : result.feature_enabled),
  })
}

export const setup = () => open(document(WORKLOAD_KEYS))
