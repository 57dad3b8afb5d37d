import { expect, it } from 'vitest'
import { stagesOf } from './stages.ts'

const HEAD = 'tm:e:head'

function command(name: string, version: number | undefined, answeredAtMs: number) {
  return { name, key: HEAD, version, answeredAtMs, answerBytes: 0 }
}

it('says where the time of an edit went, from moment to moment', () => {
  const stages = stagesOf({
    edits: [{ version: 2, committedAtMs: 100 }],
    origin: [command('EVAL', 1, 50), command('EVAL', 2, 112)],
    isolates: [
      {
        commands: [command('MGET', 1, 110), command('MGET', 2, 512)],
        answers: [
          { version: 1, sentAtMs: 500, arrivedAtMs: 514 },
          { version: 2, sentAtMs: 520, arrivedAtMs: 535 },
        ],
      },
    ],
  })
  expect(stages).toEqual({ published: 12, noticed: 400, shown: 23 })
})

it('counts an edit that was overtaken by the next as there with that one', () => {
  const edits = [
    { version: 2, committedAtMs: 100 },
    { version: 3, committedAtMs: 104 },
  ]
  const stages = stagesOf({ edits, origin: [command('EVAL', 3, 120)], isolates: [] })
  expect(stages.published).toBe(16)
})

it('leaves out what was never seen', () => {
  const stages = stagesOf({ edits: [{ version: 2, committedAtMs: 100 }], origin: [], isolates: [] })
  expect(stages.published).toBeNaN()
})
