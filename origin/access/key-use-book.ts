import type { Database } from '../db/open-database.ts'
import { markKeysUsed } from './key-repository.ts'

/** A use of a key, by an edge or of the management API. */
export interface KeyUseSeen {
  readonly id: string
  /** The key must be one of this environment; `null` for a key that manages a project. */
  readonly environmentId: string | null
  readonly usedAtMs: number
}

/** When keys were last used, by the minute: at most one write a minute of each, behind the request. */
export interface KeyUseBook {
  /** Costs a look into a map; never throws. */
  readonly note: (use: KeyUseSeen) => void
  /** Writes down what lies in memory. Never throws: an observation is not worth a failed request. */
  readonly flush: () => void
}

export interface KeyUseBookParts {
  readonly database: Database
  readonly onProblem: (problem: string, error: unknown) => void
}

const MINUTE_MS = 60_000
const FLUSH_AFTER_MS = 1_000
/** Keys whose minute is remembered: 12 characters and a number each. */
const MAX_REMEMBERED = 50_000

export function createKeyUseBook({ database, onProblem }: KeyUseBookParts): KeyUseBook {
  const minutes = new Map<string, number>()
  let waiting = new Map<string, KeyUseSeen>()
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const uses = [...waiting.values()]
    waiting = new Map()
    if (uses.length === 0) return
    try {
      markKeysUsed(database, uses)
    } catch (error) {
      onProblem('when keys were last used could not be stored', error)
    }
  }

  return {
    note: ({ id, environmentId, usedAtMs }) => {
      const minuteAtMs = usedAtMs - (usedAtMs % MINUTE_MS)
      if ((minutes.get(id) ?? 0) >= minuteAtMs) return
      if (minutes.size >= MAX_REMEMBERED) minutes.clear()
      minutes.set(id, minuteAtMs)
      waiting.set(id, { id, environmentId, usedAtMs: minuteAtMs })
      timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref()
    },
    flush,
  }
}
