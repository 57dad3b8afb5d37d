import * as z from 'zod/mini'
import type { Flag } from './flag.ts'
import { type JsonObject, parseJson } from './json.ts'
import { LIMITS, WHOLE } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import { type ParseResult, parsed, refused } from './parse-result.ts'
import { parseWith } from './parse-with.ts'
import type { Segment } from './segment.ts'

/** All that an edge needs to serve one environment, at one version. */
export interface Ruleset {
  readonly environment: string
  readonly version: number
  readonly settings: RulesetSettings
  readonly flags: readonly Flag[]
  /** That its flags refer to. */
  readonly segments?: readonly Segment[]
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
  readonly find: (flagKey: string) => Found
  /** The same for a segment. */
  readonly findSegment: (segmentKey: string) => Found
  /** Whether a regular expression is in it: only then does the caller need to load an engine for them. */
  readonly usesPatterns: boolean
}

export type Found = Uint8Array<ArrayBuffer> | 'duplicate' | undefined

export const RULESET_FORMAT = 1

/**
 * The wire form: one line of JSON (`format`, `environment`, `version`, `settings`, `usesPatterns`, and `flags` and
 * `segments` as pairs of key and byte length), a line feed, then every flag's and every segment's JSON without
 * separators. Finding a flag costs a look at the first line, so that a ruleset of 10 000 flags does not cost a parse of
 * 10 000 flags to answer for one. What follows is another section, named by a member of the header; a release that does
 * not know it leaves it alone, as one that knows no segments does with them.
 */
export function encodeRuleset(ruleset: Ruleset): Uint8Array<ArrayBuffer> {
  const { flags, segments = [] } = ruleset
  return joinRuleset(ruleset, { flags: flags.map(encodeItem), segments: segments.map(encodeItem) })
}

/** One flag or one segment as it lies in a ruleset. */
export interface EncodedItem {
  readonly key: string
  readonly bytes: Uint8Array
  /** Whether a regular expression is in it. */
  readonly usesPatterns: boolean
}

/** Encodes one flag or segment, to be joined with others: what did not change need not be encoded again. */
export function encodeItem(item: Flag | Segment): EncodedItem {
  const text = JSON.stringify(item)
  // A quote inside of a text would be escaped, so this is always the property of an object.
  const usesPatterns = text.includes('"operator":"matches"')
  return { key: item.key, bytes: new TextEncoder().encode(text), usesPatterns }
}

/** Puts encoded flags and segments together; `encodeRuleset` describes the form. */
export function joinRuleset(
  { environment, version, settings }: Pick<Ruleset, 'environment' | 'version' | 'settings'>,
  { flags, segments }: { readonly flags: readonly EncodedItem[]; readonly segments: readonly EncodedItem[] },
): Uint8Array<ArrayBuffer> {
  const items = [...flags, ...segments]
  const entriesOf = (section: readonly EncodedItem[]) => section.map(({ key, bytes }) => [key, bytes.length])
  const header = {
    format: RULESET_FORMAT,
    environment,
    version,
    settings,
    usesPatterns: items.some(({ usesPatterns }) => usesPatterns),
    flags: entriesOf(flags),
    segments: entriesOf(segments),
  }
  return concatenate([new TextEncoder().encode(`${JSON.stringify(header)}\n`), ...items.map(({ bytes }) => bytes)])
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

const NO_EVENTS: EventsSetting = { mode: 'off' }

const eventsSchema: z.ZodMiniType<EventsSetting> = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('all') }),
  z.object({ mode: z.literal('off') }),
  z.object({ mode: z.literal('sample'), share: z.int().check(z.gte(0), z.lte(WHOLE)) }),
])

/** As an edge reads them: a setting that only a newer release knows keeps less, and never holds up the ruleset. */
export const settingsSchema: z.ZodMiniType<RulesetSettings> = z.object({
  // oxlint-disable-next-line promise/valid-params -- zod's `catch`, not a promise's
  events: z.catch(eventsSchema, NO_EVENTS),
  // oxlint-disable-next-line promise/valid-params -- as above
  userIds: z.catch(z.enum(['pseudonym', 'plain']), 'pseudonym'),
})

const headerSchema = z.object({
  format: z.literal(RULESET_FORMAT),
  environment: environmentIdSchema,
  version: z.int().check(z.gte(0)),
  settings: settingsSchema,
  usesPatterns: z.exactOptional(z.boolean()),
})

const LINE_FEED = 10

/** Reads the first line only. The bytes are kept, not copied: the caller must not change them afterwards. */
export function openRuleset(bytes: Uint8Array<ArrayBuffer>): ParseResult<RulesetIndex> {
  if (bytes.length > LIMITS.rulesetBytes)
    return refused(`expected at most ${LIMITS.rulesetBytes} bytes, got ${bytes.length}`)
  const end = bytes.indexOf(LINE_FEED)
  if (end < 0) return refused('expected a header line')
  // Nothing below goes deeper than the members that it knows.
  const json = parseJson(new TextDecoder().decode(bytes.subarray(0, end)), Number.POSITIVE_INFINITY)
  if (!json.ok) return json
  const header = parseWith(headerSchema, json.value)
  if (!header.ok) return header
  const { flags, segments = [] } = json.value as JsonObject
  const flagPlaces = placeEntries('flags', flags, end + 1)
  if (!flagPlaces.ok) return flagPlaces
  const segmentPlaces = placeEntries('segments', segments, flagPlaces.value.end)
  if (!segmentPlaces.ok) return segmentPlaces
  if (segmentPlaces.value.end > bytes.length) {
    return refused(`expected at least ${segmentPlaces.value.end} bytes by the header, got ${bytes.length}`)
  }
  const { environment, version, settings, usesPatterns = false } = header.value
  return parsed({
    environment,
    version,
    settings,
    usesPatterns,
    flagKeys: [...flagPlaces.value.places.keys()],
    find: finder(bytes, flagPlaces.value.places),
    findSegment: finder(bytes, segmentPlaces.value.places),
  })
}

type Place = { readonly start: number; readonly end: number } | 'duplicate'

interface Section {
  readonly places: ReadonlyMap<string, Place>
  /** Offset of the first byte after it. */
  readonly end: number
}

const MOST_ENTRIES = { flags: LIMITS.flagsPerRuleset, segments: LIMITS.segmentsPerRuleset } as const

/** A plain loop, not a schema: it runs over 10 000 entries in front of a cold request. */
function placeEntries(name: 'flags' | 'segments', entries: unknown, firstOffset: number): ParseResult<Section> {
  if (!Array.isArray(entries)) return refused('expected array', [name])
  if (entries.length > MOST_ENTRIES[name]) {
    return refused(`expected at most ${MOST_ENTRIES[name]} items, got ${entries.length}`, [name])
  }
  const places = new Map<string, Place>()
  let end = firstOffset
  for (let i = 0; i < entries.length; i++) {
    const entry: unknown = entries[i]
    if (!isEntry(entry)) return refused('expected [key, byte length]', [name, i])
    const key = entry[0]
    const start = end
    end += entry[1]
    places.set(key, places.has(key) ? 'duplicate' : { start, end })
  }
  return parsed({ places, end })
}

function finder(bytes: Uint8Array<ArrayBuffer>, places: Section['places']): (key: string) => Found {
  return (key) => {
    const place = places.get(key)
    return typeof place === 'object' ? bytes.subarray(place.start, place.end) : place
  }
}

function isEntry(entry: unknown): entry is readonly [string, number] {
  return (
    Array.isArray(entry) && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]) && (entry[1] as number) >= 0
  )
}
