import { OriginError } from '../errors/origin-error.ts'

/** Which state a change may be made to: any, or one whose ETag is among these. */
export type Precondition = 'any' | readonly string[]

/** Checked inside the transaction. Weak tags (`W/"1"`) never match: the comparison is the strong one. */
export function checkPrecondition(precondition: Precondition, currentVersion: string): void {
  if (precondition === 'any' || precondition.includes(`"${currentVersion}"`)) return
  throw new OriginError(
    'version_mismatch',
    `the current version is "${currentVersion}", If-Match named ${precondition.join(', ')}`,
    { currentVersion },
  )
}
