import type * as fc from 'fast-check'
import { checkIsolate } from './check-isolate.ts'
import type { ModelWorld } from './model-world.ts'

export type ModelCommand = fc.AsyncCommand<ModelWorld, ModelWorld>

export interface CommandParts {
  /** As it stands in the counterexample of a failed run. */
  readonly name: string
  /** Whether it can happen now. */
  readonly isPossible?: (world: ModelWorld) => boolean
  readonly run: (world: ModelWorld) => unknown
}

/** Something that happens; after it every isolate that is awake is asked, and held to the invariants. */
export function modelCommand({ name, isPossible = () => true, run }: CommandParts): ModelCommand {
  return {
    check: (world) => isPossible(world),
    run: async (world) => {
      await run(world)
      for (const isolate of world.isolates) if (!isolate.isSleeper) await checkIsolate(world, isolate)
    },
    toString: () => name,
  }
}
