import type { Flag } from '../contracts/flag.ts'
import type { Problem } from '../contracts/parse-result.ts'
import { type PlacedCondition, conditionsOfFlag, conditionsOfSegment } from '../contracts/placed-condition.ts'
import { type Ruleset, encodeRuleset } from '../contracts/ruleset.ts'
import { compileRuleset } from './compiled-ruleset.ts'
import { findCircle } from './find-circle.ts'
import { problemsOfPatterns } from './problems-of-patterns.ts'
import type { RegexEngine } from './regex-engine.ts'

/** A flag or a segment, and where it stands in the ruleset. */
interface Item {
  readonly node: string
  readonly path: Problem['path']
  readonly conditions: readonly PlacedCondition[]
}

/**
 * What is wrong with parsed flags and segments taken together, each with its place: for the one who publishes. Whatever
 * passes is decided by every edge of this release; an edge does not rely on it.
 */
export function checkRuleset(ruleset: Ruleset, regex: RegexEngine): readonly Problem[] {
  const items = itemsOf(ruleset)
  const named = new Map(ruleset.flags.map((flag) => [flag.key, flag]))
  const nodes = new Set(items.map(({ node }) => node))
  const problems = [
    ...problemsOfDuplicates(items),
    ...items.flatMap((item) =>
      [
        ...item.conditions.flatMap((placed) => problemsOfReference(placed, nodes, named)),
        ...problemsOfPatterns(item.conditions, regex),
      ].map(({ path, message }) => ({ path: [...item.path, ...path], message })),
    ),
    ...problemsOfCircles(items),
  ]
  return problems.length > 0 ? problems : problemsOfCompiling(ruleset, regex)
}

function itemsOf({ flags, segments = [] }: Ruleset): readonly Item[] {
  return [
    ...flags.map((flag, i) => ({ node: flagNode(flag.key), path: ['flags', i], conditions: conditionsOfFlag(flag) })),
    ...segments.map((segment, i) => ({
      node: segmentNode(segment.key),
      path: ['segments', i],
      conditions: conditionsOfSegment(segment),
    })),
  ]
}

const flagNode = (key: string) => `flag ${JSON.stringify(key)}`
const segmentNode = (key: string) => `segment ${JSON.stringify(key)}`

function problemsOfDuplicates(items: readonly Item[]): readonly Problem[] {
  const seen = new Set<string>()
  return items.flatMap(({ node, path }) => {
    if (!seen.has(node)) {
      seen.add(node)
      return []
    }
    return [{ path: [...path, 'key'], message: `the ${node} stands here for the second time` }]
  })
}

function problemsOfReference(
  { path, condition }: PlacedCondition,
  nodes: ReadonlySet<string>,
  flags: ReadonlyMap<string, Flag>,
): readonly Problem[] {
  if ('segment' in condition) {
    const node = segmentNode(condition.segment)
    return nodes.has(node) ? [] : [{ path: [...path, 'segment'], message: `there is no ${node}` }]
  }
  if (!('flag' in condition)) return []
  return problemsOfPrerequisite(condition.flag, condition.variants, flags).map((problem) => ({
    path: [...path, ...problem.path],
    message: problem.message,
  }))
}

function problemsOfPrerequisite(
  key: string,
  variants: readonly string[],
  flags: ReadonlyMap<string, Flag>,
): readonly Problem[] {
  const flag = flags.get(key)
  if (flag === undefined) return [{ path: ['flag'], message: `there is no ${flagNode(key)}` }]
  const names = new Set(flag.variants.map(({ name }) => name))
  return variants.flatMap((variant, i) =>
    names.has(variant)
      ? []
      : [{ path: ['variants', i], message: `the ${flagNode(key)} has no variant ${JSON.stringify(variant)}` }],
  )
}

/** One problem for each item of a circle that was found, at the item itself. */
function problemsOfCircles(items: readonly Item[]): readonly Problem[] {
  const edges = new Map(items.map(({ node, conditions }) => [node, conditions.flatMap(referencesOf)]))
  const circle = findCircle(edges)
  if (circle === undefined) return []
  const message = `goes in a circle: ${circle.join(' -> ')}`
  return items.filter(({ node }) => circle.includes(node)).map(({ path }) => ({ path, message }))
}

function referencesOf({ condition }: PlacedCondition): readonly string[] {
  if ('segment' in condition) return [segmentNode(condition.segment)]
  return 'flag' in condition ? [flagNode(condition.flag)] : []
}

/** What only compiling shows: chains that are too deep, decisions that would take too many steps. */
function problemsOfCompiling(ruleset: Ruleset, regex: RegexEngine): readonly Problem[] {
  const compiled = compileRuleset(encodeRuleset(ruleset), { regex })
  if (!compiled.ok) return compiled.problems
  return compiled.value
    .allFlags()
    .flatMap((flag, i) =>
      flag.state === 'broken' ? [{ path: ['flags', i], message: flag.resolution.errorMessage }] : [],
    )
}
