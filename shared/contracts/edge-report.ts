import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** Where the origin takes reports; below its address. */
export const REPORTS_PATH = '/edge/v1/reports'

/**
 * What an edge tells the origin of itself, once a minute for its data centre and after each new version. Every time in
 * it is a duration before the sending, so that no clock of an edge matters.
 */
export interface EdgeReport {
  readonly format: 1
  /** The data centre, by its airport's code; `UNKNOWN` where the runtime does not say. */
  readonly location: string
  /** Environments that were asked for within the last minute, or got a new version. */
  readonly environments: readonly EnvironmentReport[]
  /** Keys that were used since they were last told; an edge of an older release tells of none. */
  readonly keys: readonly KeyUse[]
}

/** The last use of a key that the data centre knows of. */
export interface KeyUse {
  readonly environment: string
  /** The id that people see, which is no secret. */
  readonly id: string
  /** Since that use. */
  readonly usedForMs: number
}

export interface EnvironmentReport {
  readonly environment: string
  /** The version that is served. */
  readonly version: number
  /** Since it was last known to be the newest. */
  readonly ageMs: number
  /** What the edge does not wait for now, since it failed: `source`, `contents`, `bodies`. Empty while all is well. */
  readonly openBreakers: readonly string[]
  /** What was not believed since the last report of the isolate. */
  readonly refusals: readonly RefusalCount[]
  /** New versions since the last report, oldest first. None for the version that an isolate began with: it replaced nothing. */
  readonly arrivals: readonly Arrival[]
}

export interface RefusalCount {
  /** `head`, `access`, `ruleset` */
  readonly part: string
  readonly reason: string
  readonly count: number
}

/** The first answer by a version that replaced another one. */
export interface Arrival {
  readonly version: number
  /** The one that was served before. */
  readonly afterVersion: number
  /** Since that first answer. */
  readonly servedForMs: number
  /** Between the last answer by the version before and that first one: where nobody asked, nothing could be seen. */
  readonly quietForMs: number
}

const version = z.int().check(z.gte(0))
const LONGEST_DURATION_MS = 1_000_000_000_000
const durationMs = z.int().check(z.gte(0), z.lte(LONGEST_DURATION_MS))
/** Not a list of ours: an edge may be newer than whoever reads its report. */
const word = z.string().check(z.regex(/^[a-z_]{1,40}$/, 'expected a word of at most 40 small letters'))

const arrivalSchema: z.ZodMiniType<Arrival> = z.object({
  version,
  afterVersion: version,
  servedForMs: durationMs,
  quietForMs: durationMs,
})

const environmentReportSchema: z.ZodMiniType<EnvironmentReport> = z.object({
  environment: environmentIdSchema,
  version,
  ageMs: durationMs,
  openBreakers: z.array(word).check(z.maxLength(LIMITS.breakersPerReport)),
  refusals: z
    .array(z.object({ part: word, reason: word, count: z.int().check(z.gte(1), z.lte(LIMITS.countPerCounter)) }))
    .check(z.maxLength(LIMITS.refusalsPerReport)),
  arrivals: z.array(arrivalSchema).check(z.maxLength(LIMITS.arrivalsPerReport)),
})

const keyUseSchema: z.ZodMiniType<KeyUse> = z.object({
  environment: environmentIdSchema,
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  usedForMs: durationMs,
})

/** Unknown properties are dropped, not refused: a newer edge may say more than this origin understands. */
const edgeReportSchema: z.ZodMiniType<EdgeReport> = z.object({
  format: z.literal(1),
  location: z.string().check(z.regex(/^[A-Z0-9]{3,8}$/, 'expected 3 to 8 characters of A-Z and 0-9')),
  environments: z.array(environmentReportSchema).check(z.minLength(1), z.maxLength(LIMITS.environmentsPerReport)),
  keys: z._default(z.array(keyUseSchema).check(z.maxLength(LIMITS.keysPerReport)), []),
})

export function parseEdgeReport(input: unknown): ParseResult<EdgeReport> {
  return parseWith(edgeReportSchema, input)
}
