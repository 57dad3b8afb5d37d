import type { Rule } from '../../shared/contracts/flag.ts'

/** A rule as the origin keeps it: with what people see of it and edges do not need. */
export interface StoredRule extends Rule {
  /** A rule that is switched off stays where it stands and reaches no edge. */
  readonly enabled: boolean
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
