import type { Bucketing, Flag, Rollout, Serve, Split } from '../contracts/flag.ts'
import type { Problem } from '../contracts/parse-result.ts'
import { TARGETING_KEY } from './bucket.ts'
import { splitBucketing } from './serve.ts'

/**
 * Where a change would place people anew: another scheme, another salt, another attribute, another order of a split's
 * variants. What counts is what they are drawn by, not how it is written: a default that is spelled out is the default.
 * Said plainly before it happens; raising a share is none of it.
 * @returns one entry for each place, none when everybody stays in their bucket
 */
export function placesThatMovePeople(before: Flag, after: Flag): readonly Problem[] {
  const rules = new Map(before.rules.map((rule) => [rule.id, rule]))
  const pairs = [
    ...pairOf(
      ['defaultServe', 'split'],
      drawOfServe(before, before.defaultServe),
      drawOfServe(after, after.defaultServe),
    ),
    ...after.rules.flatMap((rule, i) => {
      const was = rules.get(rule.id)
      if (was === undefined) return []
      return [
        ...pairOf(['rules', i, 'rollout'], drawOfRollout(before, was.rollout), drawOfRollout(after, rule.rollout)),
        ...pairOf(['rules', i, 'serve', 'split'], drawOfServe(before, was.serve), drawOfServe(after, rule.serve)),
      ]
    }),
  ]
  const [{ scheme, salt }, { scheme: newScheme, salt: newSalt }] = [before.bucketing, after.bucketing]
  return [
    ...(pairs.length > 0 ? changed(['bucketing', 'scheme'], scheme, newScheme) : []),
    ...(pairs.some(isByFlagsSalt) ? changed(['bucketing', 'salt'], salt, newSalt) : []),
    ...pairs.flatMap(movesOfPair),
  ]
}

type Path = Problem['path']

/** What places people at one place of a flag. */
interface Draw extends Bucketing {
  readonly by: string
  /** Whether the salt comes from the flag's own. */
  readonly saltIsDerived: boolean
  /** The variants of a split, in order. */
  readonly order?: string
}

interface Pair {
  readonly path: Path
  readonly before: Draw
  readonly after: Draw
}

function drawOfRollout({ bucketing }: Flag, rollout: Rollout | undefined): Draw | undefined {
  if (rollout === undefined) return undefined
  const { by = TARGETING_KEY, salt = bucketing.salt } = rollout
  return { scheme: bucketing.scheme, salt, saltIsDerived: rollout.salt === undefined, by }
}

function drawOfServe({ bucketing }: Flag, serve: Serve): Draw | undefined {
  if (!('split' in serve)) return undefined
  const { split } = serve
  return {
    ...splitBucketing(bucketing, split),
    saltIsDerived: split.salt === undefined,
    by: split.by ?? TARGETING_KEY,
    order: orderOf(split),
  }
}

/** Nobody is placed anew where nobody was placed before, or is any more. */
function pairOf(path: Path, before: Draw | undefined, after: Draw | undefined): readonly Pair[] {
  return before === undefined || after === undefined ? [] : [{ path, before, after }]
}

/** Its salt follows the flag's own, of which is spoken once. */
function isByFlagsSalt({ before, after }: Pair): boolean {
  return before.saltIsDerived && after.saltIsDerived
}

function movesOfPair(pair: Pair): readonly Problem[] {
  const { path, before, after } = pair
  return [
    ...(isByFlagsSalt(pair) ? [] : changed([...path, 'salt'], before.salt, after.salt)),
    ...changed([...path, 'by'], before.by, after.by),
    ...changed([...path, 'weights'], before.order, after.order),
  ]
}

function orderOf(split: Split): string {
  return split.weights.map(({ variant }) => variant).join(', ')
}

function changed(path: Path, before: string | undefined, after: string | undefined): readonly Problem[] {
  return before === after ? [] : [{ path, message: `people will move: ${before} becomes ${after}` }]
}
