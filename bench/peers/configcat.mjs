// A client in local-only mode over a whole config (comparison values in clear text: hashed ones cost a SHA-256 each), and
// the synchronous snapshot, whose getValueDetails is the cheapest call with a full result.
import { OverrideBehaviour, PollingMode, createConsoleLogger, getClient, LogLevel } from '@configcat/sdk'
import { deserializeConfig } from '@configcat/sdk/lib/esm/ProjectConfig.js'
import * as S from '../workloads.mjs'
import { WORKLOAD_KEYS, decode, encode, engineOf } from './engine-of.mjs'
import { versionOf } from './version-of.mjs'

export const version = versionOf('@configcat/sdk')

const BOOLEAN = 0
const STRING = 1
const IS_ONE_OF = 0
const ENDS_WITH_ANY_OF = 32
const VERSION_AT_LEAST = 9
const TEXT_EQUALS = 28
const NUMBER_GREATER = 14
const SEGMENT_IS_IN = 0

const bool = (value) => ({ v: { b: value }, i: value ? 'on' : 'off' })
const text = (value) => ({ v: { s: value }, i: value })

export function document(keys) {
  const settings = {}
  for (const [i, key] of keys.bool.entries()) settings[key] = { t: BOOLEAN, ...bool(i % 2 === 0) }
  for (const key of keys.targeting) {
    const conditions = [
      { a: 'Country', c: IS_ONE_OF, l: S.COUNTRIES },
      { a: 'Email', c: ENDS_WITH_ANY_OF, l: [S.EMAIL_SUFFIX] },
      { a: 'appVersion', c: VERSION_AT_LEAST, s: S.MIN_VERSION },
      { a: 'plan', c: TEXT_EQUALS, s: S.PLAN },
      { a: 'seats', c: NUMBER_GREATER, d: S.MIN_SEATS },
    ]
    settings[key] = {
      t: STRING,
      ...text('off'),
      r: conditions.map((condition, i) => ({ c: [{ u: condition }], s: text(`r${i + 1}`) })),
    }
  }
  for (const key of keys.rollout) {
    settings[key] = {
      t: BOOLEAN,
      ...bool(false),
      p: [
        { p: 50, ...bool(true) },
        { p: 50, ...bool(false) },
      ],
    }
  }
  for (const key of keys.variant) {
    settings[key] = {
      t: STRING,
      ...text('control'),
      r: [
        {
          c: [{ s: { s: 0, c: SEGMENT_IS_IN } }],
          p: S.VARIANTS.map(([name, weight]) => ({ p: weight, ...text(name) })),
        },
      ],
    }
  }
  const segments = [{ n: 'segment', r: [{ a: 'Identifier', c: IS_ONE_OF, l: S.SEG }] }]
  return encode({ p: { u: 'https://invalid.example', r: 0, s: 'salt' }, s: segments, f: settings })
}

export function open(bytes) {
  const { f: settings } = deserializeConfig(decode(bytes))
  const client = getClient('none', PollingMode.ManualPoll, {
    logger: createConsoleLogger(LogLevel.Off),
    flagOverrides: { behaviour: OverrideBehaviour.LocalOnly, dataSource: { getOverrides: () => settings } },
  })
  const snapshot = client.snapshot()
  const boolean = (key, user) => snapshot.getValueDetails(key, false, user)
  const string = (key, user) => snapshot.getValueDetails(key, '', user)
  return engineOf({
    ctx: ({ id, email, country, ...custom }) => ({ identifier: id, email, country, custom }),
    bool: boolean,
    targeting: string,
    rollout: boolean,
    variant: string,
    value: (details) => details.value,
  })
}

export const setup = () => open(document(WORKLOAD_KEYS))
