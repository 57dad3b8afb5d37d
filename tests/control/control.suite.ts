import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkConsistency } from './check-consistency.ts'
import type { ControlCommand } from './control-command.ts'
import { createControlTruth } from './control-truth.ts'
import { type ControlWorld, startControlWorld } from './control-world.ts'
import { flagKey, flagOperations, repeat } from './flag-operations.ts'
import { otherOperations } from './other-operations.ts'
import { requestJourneys, requestOperations } from './request-operations.ts'
import { targetingOperations } from './targeting-operations.ts'

export interface ControlRun {
  /** Drawn; what is impossible at its moment is passed over. */
  readonly operations: number
  /** Of them, so many are performed at least. */
  readonly least: number
  readonly seed: number
}

const LEAST_BEFORE_JOURNEYS = 10

/** One history of the control plane, from its first start to a last look at everything it left behind. */
export function describeControlPlane({ operations, least, seed }: ControlRun): void {
  describe(`${operations} operations (seed ${seed})`, () => {
    let world: ControlWorld
    beforeEach(async () => {
      world = await startControlWorld()
    })
    afterEach(() => world.close())

    it('leave database, audit and rulesets as whoever made them expects', { timeout: 900_000 }, async () => {
      const truth = createControlTruth()
      await fc.asyncModelRun(() => ({ model: truth, real: world }), draw(world, { operations, seed }))
      expect(truth.performed).toBeGreaterThanOrEqual(least)
      await checkConsistency(truth, world)
    })
  })
}

/** By their number, since every one of them is to be performed: a history is not shrunk, its last operation is what failed. */
function draw({ colleague }: ControlWorld, { operations, seed }: Omit<ControlRun, 'least'>) {
  const journeys = requestJourneys(() => colleague)
  const singles = [...flagOperations, ...targetingOperations, ...otherOperations, ...requestOperations(() => colleague)]
  const kinds = [
    ...singles.map((single) => single.map((command): readonly ControlCommand[] => [command])),
    ...journeys,
    flagKey.map((key) => [repeat(key), repeat(key)]),
  ]
  const each = journeys.flatMap((journey) => fc.sample(journey, { numRuns: 1, seed }))
  const drawn = fc.sample(fc.oneof(...kinds), { numRuns: operations, seed })
  // In the midst of them: others come before and after.
  return drawn
    .toSpliced(LEAST_BEFORE_JOURNEYS, 0, ...each)
    .flat()
    .slice(0, operations)
}
