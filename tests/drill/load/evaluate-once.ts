import type { Answer } from './answers.ts'
import { contextOf } from './people.ts'
import type { PostClient } from './post-client.ts'

export interface Question {
  readonly edge: string
  readonly key: string
  readonly flag: string
  readonly person: number
}

/** `failure`: in a word, so that equal ones can be counted. */
export type Reply = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: string }

export async function evaluateOnce(client: PostClient, { edge, key, flag, person }: Question): Promise<Reply> {
  try {
    const url = `${edge}/ofrep/v1/evaluate/flags/${flag}`
    const { status, headers, text } = await client.post(url, key, { context: contextOf(person) })
    if (status !== 200) return { ok: false, failure: failureOf(status, text) }
    const { value, variant, reason } = JSON.parse(text) as Record<string, unknown>
    const version = Number(headers['x-togglemaster-version'])
    return {
      ok: true,
      answer: { version, flag, person, value: JSON.stringify(value), variant: String(variant), reason: String(reason) },
    }
  } catch (cause) {
    return { ok: false, failure: (cause as NodeJS.ErrnoException).code ?? (cause as Error).message }
  }
}

function failureOf(status: number, text: string): string {
  const code = /"errorCode":"(\w+)"/.exec(text)?.[1]
  return code === undefined ? String(status) : `${status} ${code}`
}
