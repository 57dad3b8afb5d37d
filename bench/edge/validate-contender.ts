import { ALLKEYS, idx, k1, k2, k3, k4 } from '../workloads.mjs'
import { ONE_FLAG } from './calls.ts'
import type { Contender } from './contenders.ts'
import type { Load } from './load.ts'

/** Whether a Worker answers rightly what it is timed for. @returns what is wrong with it */
export async function validateContender({ loads, valuesOf }: Contender): Promise<readonly string[]> {
  const problems: string[] = []
  if (loads.one !== undefined) problems.push(...oneProblems(await ask(loads.one)))
  if (loads.all !== undefined) problems.push(...allProblems(valuesOf(await ask(loads.all))))
  return problems
}

/** The first person's question, with what wrk sends. */
async function ask({ url, headers, bodies }: Load): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers, body: bodies[0] ?? '' })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 200)}`)
  if (!answer.headers.get('content-type')?.startsWith('application/json')) throw new Error(`${url} is no JSON`)
  return JSON.parse(text)
}

function oneProblems(body: unknown): readonly string[] {
  const { key, value } = body as { key?: unknown; value?: unknown }
  return key === ONE_FLAG && value === true ? [] : [`one flag: got ${JSON.stringify(body)}`]
}

/** The workload's first person is in the segment and reaches the last rule. */
function allProblems(values: Readonly<Record<string, unknown>>): readonly string[] {
  const expected = new Map<string, readonly unknown[]>([
    ...idx.map((i) => [k1(i), [i % 2 === 0]] as const),
    ...idx.map((i) => [k2(i), ['r5']] as const),
    ...idx.map((i) => [k3(i), [true, false]] as const),
    ...idx.map((i) => [k4(i), ['a', 'b', 'c']] as const),
  ])
  return ALLKEYS.filter((key) => !expected.get(key)?.includes(values[key])).map(
    (key) => `all flags: ${key} is ${JSON.stringify(values[key])}`,
  )
}
