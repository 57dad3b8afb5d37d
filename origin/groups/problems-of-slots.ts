import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { GroupPart } from './group-segments.ts'

/** Every range is one more bucket that edges compare. Who grows two slots by turns makes one with each turn. */
export const MOST_RANGES = 50

/** Why slots may not lie so. */
export function problemsOfSlots({ kind, slots }: GroupPart): readonly Problem[] {
  return slots.flatMap(({ ranges }, i) => {
    if (ranges.length <= MOST_RANGES) return []
    const message = `lies in ${ranges.length} ranges, expected at most ${MOST_RANGES}: a new salt lays all slots out anew`
    return [{ path: kind === 'holdout' ? ['share'] : ['slots', i, 'share'], message }]
  })
}
