import { redisKeys } from '../../../shared/contracts/redis-keys.ts'
import { eventually } from '../../harness/eventually.ts'
import type { Drill } from '../drill.ts'
import { untilQueueEmpty } from '../queue.ts'
import type { Stage } from '../stage.ts'
import { underLoad } from '../under-load.ts'

const DRAINED_WITHIN_MS = 60_000

/** F9: usage goes to the spill list, and from there to the counters; evaluations know nothing of it. */
export const queueDown: Drill = {
  name: 'F9',
  title: 'SQS down',
  run: async (theatre) => {
    const stage = await theatre.stage()
    let spilled = 0
    const findings = await underLoad(theatre, async ({ goOn }) => {
      // The worker would empty the list as fast as it fills.
      await stage.stack.kill('worker')
      stage.stack.faults.sqs.set({ kind: 'refuse' })
      await goOn(theatre.extent(120, 5), 'SQS down')
      spilled = await spillLength(stage)
      stage.stack.faults.sqs.clear()
      await stage.stack.revive('worker')
      await goOn(theatre.extent(10, 1), 'SQS back')
      return {}
    })
    const left = await eventually(
      () => spillLength(stage),
      (length) => length === 0,
      DRAINED_WITHIN_MS,
    )
    const isEmpty = await untilQueueEmpty(stage.stack)
    return {
      figures: { ...findings.figures, 'batches spilled': spilled },
      problems: [
        ...findings.problems,
        ...(spilled > 0 ? [] : ['nothing was spilled: the drill proved nothing']),
        ...(left === 0 ? [] : [`${left} batches are left in the spill list`]),
        ...(isEmpty ? [] : ['the queue is not empty']),
      ],
    }
  },
}

async function spillLength({ redis, stack }: Stage): Promise<number> {
  return Number(await redis.call(['LLEN', redisKeys.spill(stack.environmentId)]))
}
