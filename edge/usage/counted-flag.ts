import { LIMITS } from '../../shared/contracts/limits.ts'
import { problemOfName } from '../../shared/contracts/name.ts'
import { OTHER_FLAG } from '../../shared/contracts/usage.ts'
import type { Decision } from './decision.ts'
import type { UsageWindow } from './usage-window.ts'

/** A server's typing error is worth seeing by name; a loop over invented names is not. */
const UNKNOWN_FLAGS_PER_WINDOW = 20

/** The name under which a decision is counted: invented names must not grow the table of counters. */
export function countedFlag(decision: Decision, window: UsageWindow): string {
  const { flag, isKnownFlag, isPublicCaller } = decision
  if (isKnownFlag || window.unknownFlags.has(flag)) return isPublicCaller && !isKnownFlag ? OTHER_FLAG : flag
  if (isPublicCaller || window.unknownFlags.size >= UNKNOWN_FLAGS_PER_WINDOW) return OTHER_FLAG
  if (flag.length > LIMITS.flagKeyLength || problemOfName(flag) !== undefined) return OTHER_FLAG
  window.unknownFlags.add(flag)
  return flag
}
