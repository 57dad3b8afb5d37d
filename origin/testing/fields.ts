import { expect } from 'vitest'
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

export function itemsOf(answer: Answer): readonly Record<string, unknown>[] {
  return (answer.json as { items: Record<string, unknown>[] }).items
}

export function expectRefusal(answer: Answer, status: number, code: string): void {
  expect([answer.status, problemOf(answer).code]).toEqual([status, code])
}
