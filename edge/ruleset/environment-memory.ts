import { createBoundedMap } from './bounded-map.ts'
import type { EnvironmentState, LoadedEnvironment, VersionFloor } from './environment-state.ts'

/** The first tier: environments that this isolate can serve at once, under a budget of bytes. */
export interface EnvironmentMemory {
  /** Counts as a use. */
  get(id: string): LoadedEnvironment | undefined
  has(id: string): boolean
  /** Takes one in, and lets those go that were used longest ago, if there is no room for all. Never the one that came. */
  keep(state: LoadedEnvironment): void
  /** One of them has changed its size. */
  fit(state: EnvironmentState): void
  /** What an environment that had to go was served at: it comes back no older. */
  floorOf(id: string): VersionFloor | undefined
  all(): Iterable<LoadedEnvironment>
}

/** An isolate has 128 MB: for this, for what is compiled of it, and for what requests need. */
const MEMORY_BYTES = 50_331_648
/** Two numbers each; an isolate that let more environments go than this forgets the first. */
const FLOORS_LIMIT = 1_000

export function createEnvironmentMemory(limitBytes: number = MEMORY_BYTES): EnvironmentMemory {
  const kept = new Map<string, { readonly state: LoadedEnvironment; usedAt: number }>()
  const floors = createBoundedMap<VersionFloor>(FLOORS_LIMIT)
  /** Counts uses: the clock stands still between two of them. */
  let uses = 0

  const evict = ({ id, access, ruleset }: LoadedEnvironment): void => {
    kept.delete(id)
    floors.set(id, { version: ruleset.version, accessVersion: access.value.version })
  }

  const fit = ({ id }: EnvironmentState): void => {
    if (!kept.has(id)) return
    let bytes = [...kept.values()].reduce((sum, { state }) => sum + bytesOf(state), 0)
    if (bytes <= limitBytes) return
    for (const { state } of [...kept.values()].toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= limitBytes) return
      if (state.id === id) continue
      bytes -= bytesOf(state)
      evict(state)
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
      kept.set(state.id, { state, usedAt: ++uses })
      fit(state)
    },
    fit,
    floorOf: (id) => floors.get(id),
    *all() {
      for (const { state } of kept.values()) yield state
    },
  }
}

/** An estimate: the ruleset's bytes, and the access table's text at two bytes a character. What is compiled is not counted. */
function bytesOf({ head, access }: LoadedEnvironment): number {
  return head.value.bytes + 2 * access.text.length
}
