/** Where there are fewer flags than this, losing most of them is an ordinary day. */
const FEWEST_FLAGS = 10

/** The action of the audit entry that lets a mass removal through, with the version that carries it in `after`. */
export const MASS_REMOVAL_ACTION = 'environment.allow-mass-removal'

/** Whether a ruleset has lost more than half of the flags that edges have: a slip, or an older database put back. */
export function isMassRemoval(flagsBefore: number, flagsAfter: number): boolean {
  return flagsBefore >= FEWEST_FLAGS && flagsAfter * 2 < flagsBefore
}
