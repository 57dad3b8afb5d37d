import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { RULESET_FORMAT } from '../../shared/contracts/ruleset.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Damage, DamageMaterial } from './damage.ts'
import { pick, randomBytes } from './damage-text.ts'

const ELSEWHERE = 'zzzzzzzzzzzz'
const DEEP = 10_000

/** Rightly signed, and nonsense: what an origin with a fault of its own might write, or whoever has its signing key. */
export const INSIDE_DAMAGES: readonly Damage[] = [
  {
    name: 'signed head: a member of the wrong kind',
    isAlwaysRefused: true,
    make: (material) => {
      const wrong: readonly [object, ...object[]] = [
        { version: -1 },
        { version: 1.5 },
        { version: '7' },
        { sha256: 'x' },
        { bytes: 0 },
        { bytes: LIMITS.rulesetBytes + 1 },
        { kind: 'access' },
        { issuedAtMs: null },
      ]
      return { head: resealed(material, 'head', pick(wrong, material.random)) }
    },
  },
  {
    name: 'signed head: of another environment',
    isAlwaysRefused: true,
    make: (material) => ({ head: resealed(material, 'head', { environment: ELSEWHERE }) }),
  },
  ...(['head', 'access'] as const).flatMap((part): readonly Damage[] => [
    {
      name: `signed ${part}: nested without end`,
      isAlwaysRefused: true,
      make: ({ current, origin }) => ({
        [part]: origin.seal(current.version, `{"a":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
      }),
    },
    {
      name: `signed ${part}: not JSON`,
      isAlwaysRefused: true,
      make: ({ current, origin }) => ({ [part]: origin.seal(current.version, '{"kind":}') }),
    },
    {
      name: `signed ${part}: empty`,
      isAlwaysRefused: true,
      make: ({ current, origin }) => ({ [part]: origin.seal(current.version, '{}') }),
    },
  ]),
  {
    name: 'signed access table: a member of the wrong kind',
    isAlwaysRefused: true,
    make: (material) => {
      const tooMany = Array.from({ length: LIMITS.keysPerEnvironment + 1 }, () => 0)
      const wrong = [{ keys: {} }, { keys: tooMany }, { version: null }, { environment: ELSEWHERE }] as const
      return { access: resealed(material, 'access', pick<object>(wrong, material.random)) }
    },
  },
  signedBody('no gzip', ({ random }) => ({ stored: randomBytes(200, random) })),
  signedBody('noise', ({ random }) => ({ wire: randomBytes(500, random) })),
  signedBody('half of a header', (material) => ({ wire: headerOf(material, {}).subarray(0, 40) })),
  signedBody('another format', (material) => ({ wire: headerOf(material, { format: RULESET_FORMAT + 1 }) })),
  signedBody('another environment', (material) => ({ wire: headerOf(material, { environment: ELSEWHERE }) })),
  signedBody('another version', (material) => ({
    wire: headerOf(material, { version: material.current.version + 1 }),
  })),
  signedBody('more promised than there is', (material) => ({ wire: headerOf(material, { flags: [['x', 1_000]] }) })),
  signedBody('no list of flags', (material) => ({ wire: headerOf(material, { flags: 'all' }) })),
  signedBody('settings gone', (material) => ({ wire: headerOf(material, { settings: null }) })),
  signedBody('too many flags', (material) => ({ wire: headerOf(material, { flags: tooManyFlags }) })),
  signedBody('longer than announced', () => ({ wire: new Uint8Array(1_000_000), announcedBytes: 1 })),
  signedBody('shorter than announced', (material) => ({ wire: headerOf(material, {}), announcedBytes: 10_000 })),
]

const tooManyFlags = Array.from({ length: LIMITS.flagsPerRuleset + 1 }, (_, i) => [`f${i}`, 0])

interface Nonsense {
  /** The wire form, or what lies there instead of its gzip. */
  readonly wire?: Uint8Array
  readonly stored?: Uint8Array
  readonly announcedBytes?: number
}

/** A head that promises the nonsense to the last byte. */
function signedBody(what: string, make: (material: DamageMaterial) => Nonsense): Damage {
  return {
    name: `signed body: ${what}`,
    isAlwaysRefused: true,
    make: (material) => {
      const { wire = new Uint8Array(1), stored = gzipSync(wire), announcedBytes = wire.length } = make(material)
      const sha256 = createHash('sha256').update(stored).digest('hex')
      const head = resealed(material, 'head', { sha256, bytes: announcedBytes })
      return { head, body: Buffer.from(stored).toString('base64') }
    },
  }
}

function headerOf({ current }: DamageMaterial, changes: object): Uint8Array {
  const { environment } = payloadOf(current.head)
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' }
  const header = { format: RULESET_FORMAT, environment, version: current.version, settings, flags: [], ...changes }
  return Buffer.from(`${JSON.stringify(header)}\n`)
}

function resealed({ current, origin }: DamageMaterial, part: 'head' | 'access', changes: object): string {
  return origin.seal(current.version, JSON.stringify({ ...payloadOf(current[part]), ...changes }))
}

function payloadOf(envelope: string): Readonly<Record<string, unknown>> {
  return JSON.parse(envelope.slice(envelope.indexOf('{'))) as Record<string, unknown>
}
