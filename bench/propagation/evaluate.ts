import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { FLAG } from './seed-database.ts'
import type { Answer } from './sightings.ts'

export interface Evaluation extends Answer {
  readonly isOn: boolean
}

/** Asks one isolate for the flag that is edited. */
export interface Evaluator {
  /** @throws when the answer is no decision */
  readonly evaluate: () => Promise<Evaluation>
  readonly close: () => void
}

interface Reply {
  readonly status: number
  readonly version: number
  readonly text: string
}

export function createEvaluator(url: string, key: string): Evaluator {
  // One socket for each request under way: a slow answer holds up no other.
  const agent = new Agent({ keepAlive: true })
  const body = JSON.stringify({ context: { targetingKey: 'somebody' } })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const address = `${url}/ofrep/v1/evaluate/flags/${FLAG}`
  const send = (): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const outgoing = request(address, { agent, method: 'POST', headers }, (incoming) => {
        const version = Number(incoming.headers['x-togglemaster-version'])
        text(incoming).then((answer) => resolve({ status: incoming.statusCode ?? 0, version, text: answer }), reject)
      })
      outgoing.once('error', (error) => {
        // A server may close a kept socket just when it is used again; no request was lost, and it is sent anew.
        if (outgoing.reusedSocket) resolve(send())
        else reject(error)
      })
      outgoing.end(body)
    })
  return {
    evaluate: async () => {
      const sentAtMs = Date.now()
      const answer = await send()
      if (answer.status !== 200) throw new Error(`an evaluation answered ${answer.status}: ${answer.text}`)
      const { value } = JSON.parse(answer.text) as { value: boolean }
      return { sentAtMs, arrivedAtMs: Date.now(), version: answer.version, isOn: value }
    },
    close: () => agent.destroy(),
  }
}
