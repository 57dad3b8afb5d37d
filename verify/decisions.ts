import * as z from 'zod/mini'
import { parseWith } from '../shared/contracts/parse-with.ts'
import { send } from './send.ts'

/** Asks the edge for the flag of this run, and keeps count of what the edge has to count. */
export interface Decisions {
  ask(key: string): Promise<Decided>
  /** Answered with a value. */
  answered(): number
  /** Calls that no answer came to: the edge may or may not have decided. */
  unanswered(): number
}

export interface Decided {
  /** 0: no answer came. */
  readonly status: number
  /** Absent where nothing was decided. */
  readonly isOn: boolean | undefined
}

const decidedSchema = z.object({ value: z.boolean() })

export function createDecisions(edgeUrl: string, flag: string, signal: AbortSignal): Decisions {
  let answered = 0
  let unanswered = 0
  const url = `${edgeUrl}/ofrep/v1/evaluate/flags/${flag}`
  const body = { context: { targetingKey: 'verify:deployment' } }
  return {
    ask: async (key) => {
      const answer = await send({ method: 'POST', url, key, body, signal }).catch(() => undefined)
      signal.throwIfAborted()
      if (answer === undefined) {
        unanswered += 1
        return { status: 0, isOn: undefined }
      }
      const decided = answer.status === 200 ? parseWith(decidedSchema, answer.json) : undefined
      if (decided?.ok !== true) return { status: answer.status, isOn: undefined }
      answered += 1
      return { status: answer.status, isOn: decided.value.value }
    },
    answered: () => answered,
    unanswered: () => unanswered,
  }
}
