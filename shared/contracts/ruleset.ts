import * as z from 'zod/mini'
import type { Flag } from './flag.ts'
import { isJsonObject, parseJson } from './json.ts'
import { LIMITS } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import { type ParseResult, type Refused, parsed, refused } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** All that an edge needs to serve one environment, at one version. */
export interface Ruleset {
  readonly environment: string
  readonly version: number
  readonly settings: RulesetSettings
  readonly flags: readonly Flag[]
}

export interface RulesetSettings {
  /** Which calls leave an event; the seed's `/evaluate` always does. */
  readonly events: EventsSetting
  /** Whether events hold the user's id or a pseudonym. */
  readonly userIds: 'pseudonym' | 'plain'
}

export type EventsSetting =
  | { readonly mode: 'all' }
  | { readonly mode: 'off' }
  /** `share` in integer parts of 100 000. */
  | { readonly mode: 'sample'; readonly share: number }

/** A ruleset whose flags have been found but not read: a flag's bytes are parsed when somebody asks for it. */
export interface RulesetIndex {
  readonly environment: string
  readonly version: number
  readonly settings: RulesetSettings
  readonly flagKeys: readonly string[]
  /** A flag's JSON; `undefined` for an unknown key; 'duplicate' when the key stands twice. */
  readonly find: (flagKey: string) => Uint8Array<ArrayBuffer> | 'duplicate' | undefined
}

export const RULESET_FORMAT = 1

/**
 * The wire form: one line of JSON (`format`, `environment`, `version`, `settings`, and `flags` as pairs of key and byte
 * length), a line feed, then every flag's JSON without separators. Finding a flag costs a look at the first line, so
 * that a ruleset of 10 000 flags does not cost a parse of 10 000 flags to answer for one. What follows the flags is
 * another section, named by a member of the header; a release that does not know it leaves it alone.
 */
export function encodeRuleset(ruleset: Ruleset): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const bodies = ruleset.flags.map((flag) => encoder.encode(JSON.stringify(flag)))
  const header = encoder.encode(
    `${JSON.stringify({
      format: RULESET_FORMAT,
      environment: ruleset.environment,
      version: ruleset.version,
      settings: ruleset.settings,
      flags: ruleset.flags.map((flag, i) => [flag.key, bodies[i]?.length]),
    })}\n`,
  )
  const bytes = new Uint8Array(bodies.reduce((total, body) => total + body.length, header.length))
  bytes.set(header)
  let offset = header.length
  for (const body of bodies) {
    bytes.set(body, offset)
    offset += body.length
  }
  return bytes
}

export const settingsSchema: z.ZodMiniType<RulesetSettings> = z.object({
  events: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('all') }),
    z.object({ mode: z.literal('off') }),
    z.object({ mode: z.literal('sample'), share: z.int().check(z.gte(0), z.lte(100_000)) }),
  ]),
  userIds: z.enum(['pseudonym', 'plain']),
})

const headerSchema = z.object({
  format: z.literal(RULESET_FORMAT),
  environment: environmentIdSchema,
  version: z.int().check(z.gte(0)),
  settings: settingsSchema,
})

const LINE_FEED = 10

/** Reads the first line only. The bytes are kept, not copied: the caller must not change them afterwards. */
export function openRuleset(bytes: Uint8Array<ArrayBuffer>): ParseResult<RulesetIndex> {
  if (bytes.length > LIMITS.rulesetBytes)
    return refused(`expected at most ${LIMITS.rulesetBytes} bytes, got ${bytes.length}`)
  const end = bytes.indexOf(LINE_FEED)
  if (end < 0) return refused('expected a header line')
  const json = parseJson(new TextDecoder().decode(bytes.subarray(0, end)))
  if (!json.ok) return json
  const header = parseWith(headerSchema, json.value)
  if (!header.ok) return header
  const entries = isJsonObject(json.value) ? json.value['flags'] : undefined
  const places = placeFlags(entries, end + 1, bytes.length)
  if (!(places instanceof Map)) return places
  const { environment, version, settings } = header.value
  return parsed({
    environment,
    version,
    settings,
    flagKeys: [...places.keys()],
    find: (flagKey) => {
      const place = places.get(flagKey)
      return typeof place === 'object' ? bytes.subarray(place.start, place.end) : place
    },
  })
}

type Place = { readonly start: number; readonly end: number } | 'duplicate'

/** A plain loop, not a schema: it runs over 10 000 entries in front of a cold request. */
function placeFlags(entries: unknown, firstOffset: number, totalBytes: number): Map<string, Place> | Refused {
  if (!Array.isArray(entries)) return refused('expected array', ['flags'])
  if (entries.length > LIMITS.flagsPerRuleset) {
    return refused(`expected at most ${LIMITS.flagsPerRuleset} items, got ${entries.length}`, ['flags'])
  }
  const places = new Map<string, Place>()
  let offset = firstOffset
  for (const [i, entry] of entries.entries()) {
    if (!isEntry(entry)) return refused('expected [key, byte length]', ['flags', i])
    const [key, length] = entry
    places.set(key, places.has(key) ? 'duplicate' : { start: offset, end: offset + length })
    offset += length
  }
  if (offset > totalBytes)
    return refused(`expected at least ${offset} bytes by the header, got ${totalBytes}`, ['flags'])
  return places
}

function isEntry(entry: unknown): entry is readonly [string, number] {
  return (
    Array.isArray(entry) && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]) && (entry[1] as number) >= 0
  )
}
