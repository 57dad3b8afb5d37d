import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeCommands, grantFirstKeys } from './change-commands.ts'
import { checkRest } from './check-rest.ts'
import { faultCommands } from './fault-commands.ts'
import type { ModelCommand } from './model-command.ts'
import { type ModelWorld, createModelWorld } from './model-world.ts'

const MOST_COMMANDS = 30

export interface ModelRuns {
  readonly runs: number
  /** From what a failed run printed; with `path` it is that run alone. */
  readonly seed: number
  readonly path?: string
}

/** Invariants 1, 2, 3 and 5 of the design, whatever people, Redis and the origin do, in whatever order. */
export function describeInvariants({ runs, ...replay }: ModelRuns): void {
  describe(`${runs} histories (seed ${replay.seed})`, () => {
    it(
      'leave every answer right, every isolate going forward, and Redis equal to SQLite',
      { timeout: 900_000 },
      async () => {
        const history = fc.asyncProperty(
          fc.commands([...changeCommands, ...faultCommands], { maxCommands: MOST_COMMANDS }),
          live,
        )
        await fc.assert(history, { numRuns: runs, ...replay })
        expect.hasAssertions()
      },
    )
  })
}

async function live(commands: Iterable<ModelCommand>): Promise<void> {
  const world = await createModelWorld()
  try {
    await begin(world)
    await fc.asyncModelRun(() => ({ model: world, real: world }), commands)
    await checkRest(world)
  } finally {
    world.close()
  }
}

/** Two isolates that are asked after everything that happens, and one that sleeps. */
async function begin(world: ModelWorld): Promise<void> {
  await grantFirstKeys(world)
  for (const isSleeper of [false, false, true]) world.isolates.push(world.startIsolate(isSleeper))
  await world.clock.pass(1_000)
  await world.redis.leaveReplicaBehind()
}
