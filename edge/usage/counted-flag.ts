import { LIMITS } from '../../shared/contracts/limits.ts'
import { OTHER_FLAG, problemOfName } from '../../shared/contracts/name.ts'
import type { Decision } from './decision.ts'

/** Names of unknown flags that an isolate counts under themselves. */
export interface UnknownNames {
  /** Whether the decision's flag is one of them, or may still become one. */
  admits(decision: Decision): boolean
}

/** A server's typing error is worth seeing by name; a loop over invented names is not. */
const UNKNOWN_NAMES_PER_HOUR = 20
const HOUR_MS = 3_600_000

export function createUnknownNames(): UnknownNames {
  let hour = 0
  const names = new Set<string>()
  return {
    admits: ({ environmentId, flag, atMs }) => {
      const name = `${environmentId} ${flag}`
      if (Math.floor(atMs / HOUR_MS) !== hour) names.clear()
      hour = Math.floor(atMs / HOUR_MS)
      if (names.has(name)) return true
      if (names.size >= UNKNOWN_NAMES_PER_HOUR || !isPossible(flag)) return false
      names.add(name)
      return true
    },
  }
}

/** The name under which a decision is counted: invented names must not grow the table of counters. */
export function countedFlag(decision: Decision, unknownNames: UnknownNames): string {
  if (decision.isKnownFlag) return decision.flag
  return !decision.isPublicCaller && unknownNames.admits(decision) ? decision.flag : OTHER_FLAG
}

function isPossible(flag: string): boolean {
  return flag.length <= LIMITS.flagKeyLength && problemOfName(flag) === undefined
}
