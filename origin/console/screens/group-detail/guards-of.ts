import type { EnvironmentView } from '../../api/views.ts'
import type { GroupUse } from './use-group.ts'

/** The protected environments that refer to a group: its shares change only by a request. */
export function guardsOf(
  uses: readonly GroupUse[],
  environments: readonly EnvironmentView[],
): readonly EnvironmentView[] {
  const using = new Set(uses.map(({ environment }) => environment))
  return environments.filter(({ key, protected: isProtected }) => isProtected && using.has(key))
}
