import { isApprovedWay } from '../changes/author.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { guardsOfFlag } from './environments-of-flag.ts'
import type { FlagRow } from './flag-repository.ts'

/**
 * What a flag is, it is in all environments: where one of those that use it is protected, nobody changes by themselves what people
 * could get by it. Switching it off there first gains nothing, since its off variant is a value too.
 * @throws OriginError `approval_required`
 */
export function requireMayChangeFlag({ transaction, way }: Change, flag: FlagRow): void {
  if (isApprovedWay(way)) return
  const [first] = guardsOfFlag(transaction, flag)
  if (first === undefined) return
  throw new OriginError(
    'approval_required',
    `the environment ${JSON.stringify(first.key)} is protected, and the flag is configured there: make a change request about ` +
      'the flag everywhere, which others approve; alone one may add variants, change what only people look at, and switch it off',
    { subject: flag.key },
  )
}
