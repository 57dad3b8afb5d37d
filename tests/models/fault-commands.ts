import * as fc from 'fast-check'
import { checkIsolate } from './check-isolate.ts'
import { checkRest } from './check-rest.ts'
import { type ModelCommand, modelCommand } from './model-command.ts'
import type { RedisHealth, ReplicaLag } from './model-redis.ts'
import type { ModelWorld } from './model-world.ts'

const TIMES_MS = [50, 900, 2_000, 4_900, 6_000, 12_000, 31_000, 95_000, 600_000] as const

/** What happens to the parts, and time. */
export const faultCommands: readonly fc.Arbitrary<ModelCommand>[] = [
  fc.constantFrom<RedisHealth>('up', 'down', 'hanging', 'slow').map(turnRedis),
  fc.constantFrom<ReplicaLag>('none', 'all', 'bodies').map(lagReplica),
  fc.constant(modelCommand({ name: 'the replica is left behind', run: ({ redis }) => redis.leaveReplicaBehind() })),
  fc.constant(modelCommand({ name: 'flush Redis', run: ({ redis }) => redis.flush() })),
  fc.tuple(fc.nat({ max: 6 }), fc.boolean()).map(([requests, isPerformed]) => crashAfter(requests, isPerformed)),
  fc.constant(modelCommand({ name: 'kill the origin', isPossible: isUp, run: (world) => world.origin().kill() })),
  fc.constant(modelCommand({ name: 'restart the origin', run: (world) => world.restartOrigin() })),
  fc.integer({ min: 1, max: 3 }).map(loseAnswers),
  fc.nat({ max: 1 }).map(freshIsolate),
  fc.constant(modelCommand({ name: 'wake the sleeper', run: wakeSleepers })),
  fc.constantFrom(...TIMES_MS).map(passTime),
  fc.constantFrom(...TIMES_MS).map(passTime),
  fc.constant(modelCommand({ name: 'rest', run: checkRest })),
]

function turnRedis(health: RedisHealth): ModelCommand {
  return modelCommand({
    name: `Redis is ${health}`,
    isPossible: ({ redis }) => redis.health !== health,
    run: ({ redis }) => void (redis.health = health),
  })
}

function lagReplica(lag: ReplicaLag): ModelCommand {
  return modelCommand({
    name: `what is read from the replica: ${lag}`,
    isPossible: ({ redis }) => redis.lag !== lag,
    run: ({ redis }) => void (redis.lag = lag),
  })
}

function crashAfter(requests: number, isPerformed: boolean): ModelCommand {
  return modelCommand({
    name: `the origin will crash ${isPerformed ? 'after' : 'before'} the next request to Redis but ${requests}`,
    isPossible: isUp,
    run: (world) => world.origin().dieAfter(requests, isPerformed),
  })
}

function loseAnswers(writes: number): ModelCommand {
  return modelCommand({
    name: `the answers to ${writes} writes are lost`,
    isPossible: isUp,
    run: (world) => world.origin().loseAnswers(writes),
  })
}

function freshIsolate(which: number): ModelCommand {
  return modelCommand({
    name: `a cold isolate takes the place of number ${which}`,
    run: (world) => void (world.isolates[which] = world.startIsolate(false)),
  })
}

async function wakeSleepers(world: ModelWorld): Promise<void> {
  for (const isolate of world.isolates) if (isolate.isSleeper) await checkIsolate(world, isolate)
}

function passTime(ms: number): ModelCommand {
  return modelCommand({ name: `${ms} ms pass`, run: ({ clock }) => clock.pass(ms) })
}

function isUp(world: ModelWorld): boolean {
  return world.origin().isAlive()
}
