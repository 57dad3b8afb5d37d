import { createBoundedMap } from './bounded-map.ts'
import type { EnvironmentState, LoadedEnvironment, VersionFloor } from './environment-state.ts'

/** The first tier: environments that this isolate can serve at once, under a budget of bytes. */
export interface EnvironmentMemory {
  /** Counts as a use. */
  get(id: string): LoadedEnvironment | undefined
  has(id: string): boolean
  /** Takes one in, and lets those go that were used longest ago, if there is no room for all. Never the one that came. */
  keep(state: LoadedEnvironment): void
  /** One of them may have changed its size: by a new ruleset, or since flags were compiled. */
  fit(state: EnvironmentState): void
  /** What an environment that had to go was served at: it comes back no older. */
  floorOf(id: string): VersionFloor | undefined
  all(): Iterable<LoadedEnvironment>
}

/** An isolate has 128 MB: for this, for the code, and for what requests need. */
const MEMORY_BYTES = 83_886_080
/**
 * What a flag takes once it is compiled and its answers are kept, in times its JSON: 7.4 was measured with 10 000 flags
 * of four sorts, asked for all at once by one kind of key.
 */
const COMPILED_FACTOR = 8
/** What an environment takes whatever is in it: a thousand small ones were weighed. */
export const ENVIRONMENT_BYTES = 24_576
/** Two numbers each; an isolate that let more environments go than this forgets the first. */
const FLOORS_LIMIT = 1_000

export function createEnvironmentMemory(limitBytes: number = MEMORY_BYTES): EnvironmentMemory {
  const kept = new Map<string, { readonly state: LoadedEnvironment; bytes: number; usedAt: number }>()
  let keptBytes = 0
  const floors = createBoundedMap<VersionFloor>(FLOORS_LIMIT)
  /** Counts uses: the clock stands still between two of them. */
  let uses = 0

  const measure = (id: string): void => {
    const entry = kept.get(id)
    if (entry === undefined) return
    const bytes = bytesOf(entry.state)
    keptBytes += bytes - entry.bytes
    entry.bytes = bytes
  }

  const evict = ({ id, access, ruleset }: LoadedEnvironment): void => {
    keptBytes -= kept.get(id)?.bytes ?? 0
    kept.delete(id)
    floors.set(id, { version: ruleset.version, accessVersion: access.value.version })
  }

  const fit = ({ id }: EnvironmentState): void => {
    measure(id)
    if (keptBytes <= limitBytes) return
    for (const { state } of [...kept.values()].toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (keptBytes <= limitBytes) return
      if (state.id !== id) evict(state)
    }
  }

  return {
    get: (id) => {
      const entry = kept.get(id)
      if (entry === undefined) return undefined
      entry.usedAt = ++uses
      return entry.state
    },
    has: (id) => kept.has(id),
    keep: (state) => {
      kept.set(state.id, { state, bytes: kept.get(state.id)?.bytes ?? 0, usedAt: ++uses })
      fit(state)
    },
    fit,
    floorOf: (id) => floors.get(id),
    *all() {
      for (const { state } of kept.values()) yield state
    },
  }
}

/** An estimate: of the state itself, the ruleset's bytes, what is compiled of them, and the access table's text at two bytes a character. */
function bytesOf({ head, ruleset, access }: LoadedEnvironment): number {
  return ENVIRONMENT_BYTES + head.value.bytes + COMPILED_FACTOR * ruleset.compiledBytes() + 2 * access.text.length
}
