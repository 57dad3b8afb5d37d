import type { Flag, Rollout, Serve, Split } from '../contracts/flag.ts'
import type { Problem } from '../contracts/parse-result.ts'

/**
 * Where a change would place people anew: another scheme, another salt, another attribute, another order of a split's
 * variants. Said plainly before it happens; raising a share is none of it.
 * @returns one entry for each place, none when everybody stays in their bucket
 */
export function placesThatMovePeople(before: Flag, after: Flag): readonly Problem[] {
  const rules = new Map(before.rules.map((rule) => [rule.id, rule]))
  return [
    ...changed(['bucketing', 'scheme'], before.bucketing.scheme, after.bucketing.scheme),
    ...changed(['bucketing', 'salt'], before.bucketing.salt, after.bucketing.salt),
    ...movesOfServe(['defaultServe'], before.defaultServe, after.defaultServe),
    ...after.rules.flatMap((rule, i) => {
      const was = rules.get(rule.id)
      if (was === undefined) return []
      return [
        ...movesOfRollout(['rules', i, 'rollout'], was.rollout, rule.rollout),
        ...movesOfServe(['rules', i, 'serve'], was.serve, rule.serve),
      ]
    }),
  ]
}

type Path = Problem['path']

function movesOfRollout(path: Path, before: Rollout | undefined, after: Rollout | undefined): readonly Problem[] {
  if (before === undefined || after === undefined) return []
  return [...changed([...path, 'salt'], before.salt, after.salt), ...changed([...path, 'by'], before.by, after.by)]
}

function movesOfServe(path: Path, before: Serve, after: Serve): readonly Problem[] {
  if (!('split' in before) || !('split' in after)) return []
  return [
    ...changed([...path, 'split', 'salt'], before.split.salt, after.split.salt),
    ...changed([...path, 'split', 'by'], before.split.by, after.split.by),
    ...changed([...path, 'split', 'weights'], orderOf(before.split), orderOf(after.split)),
  ]
}

function orderOf(split: Split): string {
  return split.weights.map(({ variant }) => variant).join(', ')
}

function changed(path: Path, before: string | undefined, after: string | undefined): readonly Problem[] {
  if (before === after) return []
  return [{ path, message: `people will move: ${before ?? 'the default'} becomes ${after ?? 'the default'}` }]
}
