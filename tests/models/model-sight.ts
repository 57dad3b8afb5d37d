import type { ModelKey } from './model-truth.ts'

/** Since when edges could have known: what Redis shows, and since when it has shown it without a fault. */
export interface ModelSight {
  /** Takes note of what lies in Redis now. */
  readonly look: (lying: Lying) => void
  /** How long Redis has been well; 0 while it is not. */
  readonly wellForMs: () => number
  /** How long Redis has been well and shown this version or a higher one. */
  readonly versionForMs: (version: number) => number
  /** The highest version of all that Redis shows. */
  readonly version: () => number
  /** How long Redis has been well and shown that the key is (or is not) among the live ones. */
  readonly keyForMs: (key: ModelKey, isListed: boolean) => number
}

export interface Lying {
  readonly isHealthy: boolean
  readonly head: string | undefined
  readonly access: string | undefined
}

interface Moment<T> {
  readonly value: T
  readonly sinceMs: number
}

export function createModelSight(): ModelSight {
  let wellSinceMs: number | undefined
  let versions: readonly Moment<number>[] = []
  let tables: readonly Moment<ReadonlySet<string>>[] = []
  let seen: Lying = { isHealthy: false, head: undefined, access: undefined }

  const forMs = (sinceMs: number | undefined): number =>
    sinceMs === undefined || wellSinceMs === undefined ? 0 : Date.now() - Math.max(sinceMs, wellSinceMs)

  return {
    look: (lying) => {
      const sinceMs = Date.now()
      if (lying.head !== seen.head) {
        const { version } = payloadOf(lying.head)
        versions = version === undefined ? [] : [...versions, { value: version, sinceMs }]
      }
      if (lying.access !== seen.access) {
        const { keys } = payloadOf(lying.access)
        tables = keys === undefined ? [] : [...tables, { value: new Set(keys.map(({ sha256 }) => sha256)), sinceMs }]
      }
      const isWell = lying.isHealthy && lying.head !== undefined && lying.access !== undefined
      if (!isWell) wellSinceMs = undefined
      else wellSinceMs ??= sinceMs
      seen = lying
    },
    wellForMs: () => forMs(wellSinceMs),
    versionForMs: (wanted) => forMs(versions.find(({ value }) => value >= wanted)?.sinceMs),
    version: () => versions.at(-1)?.value ?? 0,
    keyForMs: ({ sha256 }, isListed) => {
      const differs = tables.findLastIndex(({ value }) => value.has(sha256) !== isListed)
      return forMs(tables[differs + 1]?.sinceMs)
    },
  }
}

interface Payload {
  readonly version?: number
  readonly keys?: readonly { readonly sha256: string }[]
}

function payloadOf(envelope: string | undefined): Payload {
  return envelope === undefined ? {} : (JSON.parse(envelope.slice(envelope.indexOf('{'))) as Payload)
}
