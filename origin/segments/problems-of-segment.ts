import type { Flag } from '../../shared/contracts/flag.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { conditionsOfSegment } from '../../shared/contracts/placed-condition.ts'
import { type Segment, parseSegment } from '../../shared/contracts/segment.ts'
import { checkRuleset } from '../../shared/evaluation/check-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { Queryable } from '../db/open-database.ts'
import { problemsOfKeptKeys } from '../groups/problems-of-kept-keys.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { partialRuleset } from '../targeting/partial-ruleset.ts'
import { measureOthers } from './segment-repository.ts'
import { withSegmentsBehind } from './needed-segments.ts'

/** Refers to the segment that is looked at, since only what a flag refers to is ever compiled. */
const PROBE: Omit<Flag, 'rules'> = {
  key: 'probe',
  type: 'boolean',
  variants: [{ name: 'on', value: true }],
  enabled: true,
  clientVisible: false,
  bucketing: { scheme: 'native', salt: 'probe' },
  defaultServe: { variant: 'on' },
}

/**
 * Why a segment may not be so: what edges would refuse of it alone, what it refers to, circles with their path, chains
 * that are too deep; and whether all segments of the environment still fit into its ruleset.
 */
export function problemsOfSegment(
  database: Queryable,
  environment: Environment,
  { segment, bytes }: { readonly segment: Segment; readonly bytes: number },
): readonly Problem[] {
  const parsed = parseSegment(segment)
  if (!parsed.ok) return parsed.problems
  const problems = [
    ...problemsOfPrerequisites(segment),
    ...problemsOfKeptKeys(conditionsOfSegment(segment)),
    ...problemsOfSize(database, environment, { segment, bytes }),
  ]
  return problems.length > 0 ? problems : problemsAmongOthers(database, environment, segment)
}

/** A segment says who somebody is, not what they get: it needs no flag, and so no flag can need itself through it. */
function problemsOfPrerequisites(segment: Segment): readonly Problem[] {
  return conditionsOfSegment(segment).flatMap(({ path, condition }) =>
    'flag' in condition ? [{ path: [...path, 'flag'], message: 'a segment cannot depend on a flag' }] : [],
  )
}

function problemsOfSize(
  database: Queryable,
  { id }: Environment,
  { segment, bytes }: { readonly segment: Segment; readonly bytes: number },
): readonly Problem[] {
  if (bytes > LIMITS.segmentBytes) {
    return [{ path: [], message: `expected at most ${LIMITS.segmentBytes} bytes as JSON, got ${bytes}` }]
  }
  const total = measureOthers(database, id, segment.key).bytes + bytes
  if (total <= LIMITS.rulesetBytes) return []
  const message = `expected the environment's segments to take at most ${LIMITS.rulesetBytes} bytes, got ${total}`
  return [{ path: [], message }]
}

function problemsAmongOthers(database: Queryable, environment: Environment, segment: Segment): readonly Problem[] {
  const bare: Segment = { ...segment, included: [], excluded: [] }
  const segments = withSegmentsBehind(database, environment.id, { keys: [], known: [bare], ids: 'none' })
  const probe: Flag = { ...PROBE, rules: [{ id: 'r', if: { segment: segment.key }, serve: { variant: 'on' } }] }
  return checkRuleset(partialRuleset(environment, { flags: [probe], segments }), re2Engine).flatMap(
    ({ path: [section, index, ...path], message }) =>
      section === 'flags' || index === 0
        ? [{ path: path.length > 0 && section !== 'flags' ? path : ['rules'], message }]
        : [],
  )
}
