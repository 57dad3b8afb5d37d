import type { Rule } from '../../shared/contracts/flag.ts'
import type { GroupReferences } from '../groups/group-reference.ts'

/** A rule as the origin keeps it: with what people see of it and edges do not need, or get as a condition. */
export interface StoredRule extends Rule, GroupReferences {
  /** A rule that is switched off stays where it stands and reaches no edge. */
  readonly enabled: boolean
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
