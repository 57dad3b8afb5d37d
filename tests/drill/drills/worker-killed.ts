import type { Drill } from '../drill.ts'
import { deadLetters, untilQueueEmpty } from '../queue.ts'
import { underLoad } from '../under-load.ts'

const LONGEST_LIFE_SECONDS = 2

/** F7: with 30 % of the messages delivered twice, as in every drill, the worker dies again and again at random points. */
export const workerKilled: Drill = {
  name: 'F7',
  title: 'messages duplicated, worker killed',
  run: async (theatre) => {
    const { stack } = await theatre.stage()
    const deadBefore = await deadLetters(stack)
    const duplicatedBefore = stack.cloud.sqsFront.duplicated
    const kills = theatre.extent(30, 3)
    const findings = await underLoad(theatre, async ({ goOn }) => {
      for (let i = 0; i < kills; i++) {
        await goOn(Math.random() * LONGEST_LIFE_SECONDS, `worker killed ${i} times`)
        await stack.kill('worker')
        await stack.revive('worker')
      }
      return {}
    })
    const isEmpty = await untilQueueEmpty(stack)
    const dead = (await deadLetters(stack)) - deadBefore
    return {
      figures: {
        ...findings.figures,
        kills,
        duplicates: stack.cloud.sqsFront.duplicated - duplicatedBefore,
        'dead letters': dead,
      },
      problems: [
        ...findings.problems,
        ...(isEmpty ? [] : ['the queue is not empty']),
        ...(dead === 0 ? [] : [`${dead} dead letters`]),
      ],
    }
  },
}
