import { LIMITS } from '../../shared/contracts/limits.ts'
import type { CompiledFlag } from '../../shared/evaluation/compile-flag.ts'
import type { Caller, CallerKind } from '../access/authenticate.ts'
import type { Environments } from '../ruleset/environments.ts'
import type { Lifetime } from '../runtime.ts'

/**
 * The flag, if the caller may know of it. One that is hidden from the caller is no different from one that does not
 * exist, in the answer and on the way to it; a broken one does not say whom it is for, so only servers see it.
 */
export function visibleFlag({ kind, environment }: Caller, key: string): CompiledFlag | undefined {
  const flag = environment.ruleset.flag(key)
  return flag !== undefined && isVisible(flag, kind) ? flag : undefined
}

/** One more look in front for a flag that is not visible, where it may have been made just now. */
export async function lookForFlag(
  caller: Caller,
  key: string,
  { environments, lifetime }: { readonly environments: Environments; readonly lifetime: Lifetime },
): Promise<void> {
  if (key.length > LIMITS.flagKeyLength) return
  await environments.lookAgain(caller.environment, { kind: 'flag', name: key }, lifetime)
}

export function isVisible(flag: CompiledFlag, caller: CallerKind): boolean {
  if (caller === 'srv') return true
  if (flag.state === 'broken') return false
  return caller === 'cli' ? flag.clientVisible : flag.scheme === 'togglemaster-classic'
}
