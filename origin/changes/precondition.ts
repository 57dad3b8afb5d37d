import { type LastChange, OriginError } from '../errors/origin-error.ts'

/** Which state a change may be made to: any, or one whose ETag is among these. */
export type Precondition = 'any' | readonly string[]

/** What is to be changed, as its version names it, and who made it so. */
export interface VersionedTarget {
  readonly version: string
  /** Looked up only when the precondition fails. */
  readonly lastChange: () => LastChange | undefined
}

/** Checked inside the transaction. Weak tags (`W/"1"`) never match: the comparison is the strong one. */
export function checkPrecondition(precondition: Precondition, target: VersionedTarget): void {
  const { version: currentVersion } = target
  if (precondition === 'any' || precondition.includes(`"${currentVersion}"`)) return
  const lastChange = target.lastChange()
  throw new OriginError(
    'version_mismatch',
    `the current version is "${currentVersion}", If-Match named ${precondition.join(', ')}`,
    { currentVersion, ...(lastChange === undefined ? {} : { lastChange }) },
  )
}
