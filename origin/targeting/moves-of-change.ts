import type { Problem } from '../../shared/contracts/parse-result.ts'
import { placesThatMovePeople } from '../../shared/evaluation/moved-people.ts'
import { assembleFlag } from './assemble-flag.ts'
import type { ConfigurationChange } from './problems-of-change.ts'

/**
 * Where people would be placed anew, by the paths of the configuration: to be said, not to be refused. A rule that is
 * switched off, before or after, places nobody.
 */
export function movesOfChange({ flag, before, after }: ConfigurationChange): readonly Problem[] {
  const positions = after.rules.flatMap(({ enabled }, i) => (enabled ? [i] : []))
  return placesThatMovePeople(assembleFlag(flag, before), assembleFlag(flag, after)).map(({ path, message }) => ({
    path: path.map((part) => (typeof part === 'number' ? (positions[part] ?? part) : part)),
    message,
  }))
}
