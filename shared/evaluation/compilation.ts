import { LIMITS } from '../contracts/limits.ts'
import { type AttributeReader, compileAttribute, firstNameOf } from './attribute.ts'
import type { CompiledFlag } from './compile-flag.ts'
import type { CompiledSegment } from './compile-segment.ts'
import type { ContextFunction } from './context-test.ts'
import type { RegexEngine } from './regex-engine.ts'
import type { StepNote } from './trace.ts'

/** What a flag may refer to while it is compiled. */
export interface World {
  readonly flag: (key: string) => CompiledFlag | undefined
  readonly segment: (key: string) => CompiledSegment | undefined
  /** Without one, a flag with a regular expression cannot be decided. */
  readonly regex: RegexEngine | undefined
  readonly watch: Watch
}

/**
 * Puts an observer around a compiled function; deciding puts none. There is no second evaluator: what is explained is
 * what these same functions did.
 */
export type Watch = <Outcome>(
  run: ContextFunction<Outcome>,
  describe: (outcome: Outcome, ...asked: Parameters<ContextFunction<Outcome>>) => StepNote,
) => ContextFunction<Outcome>

/** A flag alone: no other flags, no segments, no regular expressions. */
export const EMPTY_WORLD: World = {
  flag: () => undefined,
  segment: () => undefined,
  regex: undefined,
  watch: (run) => run,
}

/** The attribute that the edge knows better than whoever asks. */
const PLACE = 'geo'

/** The compiling of one flag or segment: what it can look at, and what has been found out about it. */
export interface Compilation {
  readonly world: World
  /** What one evaluation takes at most, in conditions that it looks at, through everything it refers to. */
  steps: number
  /** The longest chain of flags and segments it refers to. */
  depth: number
  /** Whether anything that it reads is the place of the request: `geo`, or what is in it. */
  readsPlace: boolean
  /** Why it cannot be decided; the first reason stays, and nothing more is compiled or looked up after it. */
  failure: string | undefined
}

export function startCompilation(world: World): Compilation {
  return { world, steps: 0, depth: 0, readsPlace: false, failure: undefined }
}

/** Counts conditions; an evaluation that could look at too many of them is refused before it is ever made. */
export function addSteps(compilation: Compilation, steps: number): void {
  compilation.steps += steps
  if (compilation.steps > LIMITS.stepsPerEvaluation) {
    fail(compilation, `deciding it could take more than ${LIMITS.stepsPerEvaluation} steps`)
  }
}

/** Compiles the reading of an attribute, and notes what it is. */
export function compileReading(path: string, compilation: Compilation): AttributeReader {
  compilation.readsPlace ||= firstNameOf(path) === PLACE
  return compileAttribute(path)
}

/** Counts what lies behind a reference. */
export function addReference(
  compilation: Compilation,
  referred: { readonly steps: number; readonly depth: number; readonly readsPlace: boolean },
): void {
  compilation.readsPlace ||= referred.readsPlace
  addSteps(compilation, referred.steps)
  compilation.depth = Math.max(compilation.depth, referred.depth + 1)
  if (compilation.depth > LIMITS.referenceDepth) {
    fail(compilation, `needs flags and segments more than ${LIMITS.referenceDepth} deep`)
  }
}

/**
 * Compiles one item after the other, up to the first that fails: a flag with thousands of patterns that are none costs
 * no more than one of them.
 */
export function compileEach<Item, Compiled>(
  items: readonly Item[],
  compilation: Compilation,
  compile: (item: Item) => Compiled,
): readonly Compiled[] {
  const compiled: Compiled[] = []
  for (const item of items) {
    if (compilation.failure !== undefined) break
    compiled.push(compile(item))
  }
  return compiled
}

export function fail(compilation: Compilation, reason: string): void {
  compilation.failure ??= reason
}
