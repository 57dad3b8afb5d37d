import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import { type Trace, parseTraceparent } from './traceparent.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** The signed statement of which ruleset an environment's edges shall serve; small enough to be read each second. */
export interface Head {
  readonly kind: 'head'
  readonly environment: string
  readonly version: number
  /** Of the body's compressed bytes, lower-case hexadecimal: checked before anything is decompressed. */
  readonly sha256: string
  /** Length of the body after decompression. */
  readonly bytes: number
  readonly issuedAtMs: number
  /** Raised while somebody is editing; `null` at rest. A duration from first sight, so that no clock matters. */
  readonly attention: Attention | null
  /** The trace of the change that made this version, for logs; what is malformed of it is left out. */
  readonly trace?: Trace | undefined
}

/** A head as it is signed: its trace is the text of a `traceparent`. */
export type WireHead = Omit<Head, 'trace'> & { readonly trace: string }

export interface Attention {
  readonly seq: number
  readonly forMs: number
}

const version = z.int().check(z.gte(0))

/** Unknown properties are dropped, not refused: a newer origin may say more than this edge understands. */
const headSchema: z.ZodMiniType<Head> = z.object({
  kind: z.literal('head'),
  environment: environmentIdSchema,
  version,
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')),
  bytes: z.int().check(z.gte(1), z.lte(LIMITS.rulesetBytes)),
  issuedAtMs: z.int(),
  trace: z.pipe(z.optional(z.unknown()), z.transform(parseTraceparent)),
  attention: z.nullable(z.object({ seq: version, forMs: z.int().check(z.gte(0)) })),
})

export function parseHead(input: unknown): ParseResult<Head> {
  return parseWith(headSchema, input)
}
