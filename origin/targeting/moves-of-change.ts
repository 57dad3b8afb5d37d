import type { Problem } from '../../shared/contracts/parse-result.ts'
import { placesThatMovePeople } from '../../shared/evaluation/moved-people.ts'
import { assembleFlagWithAllRules } from './assemble-flag.ts'
import type { ConfigurationChange } from './problems-of-change.ts'

/** Where people would be placed anew, by the paths of the configuration: to be said, not to be refused. */
export function movesOfChange({ flag, before, after }: ConfigurationChange): readonly Problem[] {
  return placesThatMovePeople(assembleFlagWithAllRules(flag, before), assembleFlagWithAllRules(flag, after))
}
