import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Answer } from './answers.ts'
import { contextOf } from './people.ts'

export interface Question {
  readonly edge: string
  readonly key: string
  readonly flag: string
  readonly person: number
}

/** `failure`: in a word, so that equal ones can be counted. */
export type Reply = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: string }

/** Nothing may keep a person waiting for so long; a client of ours would have given up. */
const GIVE_UP_MS = 10_000
/** Below the five seconds after which workerd closes a connection that nobody uses: a request must not meet that end. */
const IDLE_MS = 2_000

/** node:http itself: `fetch` costs the load's process three times as much. */
export function createEvaluateOnce(): { once(question: Question): Promise<Reply>; close(): void } {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS })
  const once = async ({ edge, key, flag, person }: Question): Promise<Reply> => {
    const body = JSON.stringify({ context: contextOf(person) })
    try {
      const response = await send(`${edge}/ofrep/v1/evaluate/flags/${flag}`, { agent, key, body })
      const answered = await text(response)
      if (response.statusCode !== 200) return { ok: false, failure: failureOf(response.statusCode, answered) }
      const version = Number(response.headers['x-togglemaster-version'])
      const { value, variant, reason } = JSON.parse(answered) as Record<string, unknown>
      const answer = {
        version,
        flag,
        person,
        value: JSON.stringify(value),
        variant: String(variant),
        reason: String(reason),
      }
      return { ok: true, answer }
    } catch (cause) {
      return { ok: false, failure: (cause as NodeJS.ErrnoException).code ?? (cause as Error).message }
    }
  }
  return { once, close: () => agent.destroy() }
}

function send(
  url: string,
  { agent, key, body }: { readonly agent: Agent; readonly key: string; readonly body: string },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    }
    const outgoing = request(url, { method: 'POST', agent, headers, signal: AbortSignal.timeout(GIVE_UP_MS) }, resolve)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

function failureOf(status: number | undefined, text: string): string {
  const code = /"errorCode":"(\w+)"/.exec(text)?.[1]
  return code === undefined ? String(status) : `${status} ${code}`
}
