import type { Segment } from '../contracts/segment.ts'
import type { AttributeReader } from './attribute.ts'
import { TARGETING_KEY } from './bucket.ts'
import { type World, compileEach, compileReading, startCompilation } from './compilation.ts'
import { compileCondition, some } from './conditions.ts'
import type { ContextTest } from './context-test.ts'

export type CompiledSegment = DecidableSegment | BrokenSegment

export interface DecidableSegment {
  readonly state: 'decidable'
  readonly includes: ContextTest
  readonly steps: number
  readonly depth: number
  readonly readsPlace: boolean
}

/** Every flag that refers to it is broken with it. */
export interface BrokenSegment {
  readonly state: 'broken'
  readonly reason: string
}

/** Compiles a segment: excluded before included before the rules. */
export function compileSegment(segment: Segment, world: World): CompiledSegment {
  const compilation = startCompilation(world)
  const rules = compileEach(segment.rules, compilation, (rule) => compileCondition(rule, compilation))
  const read = compileReading(segment.by ?? TARGETING_KEY, compilation)
  const excludes = compileIds(segment.excluded, read)
  const isIncluded = compileIds(segment.included, read)
  const belongs = rules.length === 0 ? isIncluded : some([isIncluded, ...rules])
  const includes: ContextTest =
    segment.excluded.length === 0 ? belongs : (context, nowMs) => !excludes(context, nowMs) && belongs(context, nowMs)
  if (compilation.failure !== undefined) return { state: 'broken', reason: compilation.failure }
  const { steps, depth, readsPlace } = compilation
  return {
    state: 'decidable',
    includes: world.watch(includes, (holds, context, nowMs) => ({
      step: 'segment',
      segment: segment.key,
      listed: listedIn(excludes(context, nowMs), isIncluded(context, nowMs)),
      holds,
    })),
    steps,
    depth,
    readsPlace,
  }
}

function compileIds(ids: readonly string[], read: AttributeReader): ContextTest {
  if (ids.length === 0) return () => false
  const set = new Set<unknown>(ids)
  return (context) => set.has(read(context))
}

function listedIn(isExcluded: boolean, isIncluded: boolean): 'excluded' | 'included' | 'neither' {
  if (isExcluded) return 'excluded'
  return isIncluded ? 'included' : 'neither'
}
