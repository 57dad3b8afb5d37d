import type { Condition } from '../../shared/contracts/condition.ts'
import type { Rule } from '../../shared/contracts/flag.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { GroupReferences } from '../groups/group-reference.ts'
import { holdoutSegmentKey, slotSegmentKey } from '../groups/group-segments.ts'

/** What of a stored rule says whom it concerns. */
type RuleAudience = Pick<Rule, 'if'> & GroupReferences

/** The whole condition of a rule, as edges get it: its own first, so that most people are never drawn for a group. */
export function conditionOfRule(rule: RuleAudience): Condition | undefined {
  const references = referencesOf(rule)
  if (references.length === 0) return rule.if
  return { all: [...ownConditions(rule.if), ...references] }
}

/** A place in an assembled flag as a place in the configuration that people wrote. */
export function placeInConfiguration(rules: readonly RuleAudience[], path: Problem['path']): Problem['path'] {
  const [section, index, member, ...inner] = path
  const rule = section === 'rules' && typeof index === 'number' ? rules[index] : undefined
  if (rule === undefined || member !== 'if' || referencesOf(rule).length === 0 || isAll(rule.if)) return path
  return ['rules', index as number, 'if', ...inner.slice(2)]
}

function referencesOf({ group, holdout }: GroupReferences): readonly Condition[] {
  return [
    ...(holdout === undefined ? [] : [{ segment: holdoutSegmentKey(holdout) }]),
    ...(group === undefined ? [] : [{ segment: slotSegmentKey(group) }]),
  ]
}

/** What are parts of an `all` already stay where they are: nothing gets deeper. */
function ownConditions(own: Condition | undefined): readonly Condition[] {
  if (own === undefined) return []
  return 'all' in own ? own.all : [own]
}

function isAll(own: Condition | undefined): boolean {
  return own !== undefined && 'all' in own
}
