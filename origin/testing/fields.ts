import { expect } from 'vitest'
import type * as z from 'zod/mini'
import type { Answer } from './start-test-origin.ts'

export interface ProblemBody {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail?: string
  readonly problems?: readonly { readonly pointer?: string; readonly parameter?: string; readonly detail: string }[]
  readonly currentVersion?: string
}

export function problemOf(answer: Answer): ProblemBody {
  return answer.json as ProblemBody
}

/** `422 /rules/0/serve: …` for each problem, in one text that a test can compare. */
export function describe422(answer: Answer): readonly string[] {
  const { problems = [] } = problemOf(answer)
  return problems.map(({ pointer, parameter, detail }) => `${pointer ?? parameter ?? ''}: ${detail}`)
}

/** An answer as its schema has it; throws with the answer where it is another one. */
export function readAs<T>(schema: z.ZodMiniType<T>, { json, text }: Answer): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  throw new Error(text)
}

export function itemsOf(answer: Answer): readonly Record<string, unknown>[] {
  return (answer.json as { items: Record<string, unknown>[] }).items
}

export function expectRefusal(answer: Answer, status: number, code: string): void {
  expect([answer.status, problemOf(answer).code]).toEqual([status, code])
}
