import autocannon from 'autocannon'
import { quantile } from '../propagation/quantile.ts'

/** What is asked, over and over. */
export interface Load {
  readonly url: string
  readonly method: 'GET' | 'PATCH'
  /** In turn, on every connection. */
  readonly calls: readonly { readonly path: string; readonly body?: string }[]
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
}

export interface Answered {
  readonly atMs: number
  readonly tookMs: number
}

/** @returns every answer, by this process’s clock; throws when one of them is no success */
export async function drive(
  { url, method, calls, headers, connections }: Load,
  { seconds, perSecond }: { readonly seconds: number; readonly perSecond?: number },
): Promise<readonly Answered[]> {
  const answers: Answered[] = []
  const refused = new Map<number, number>()
  const note = (status: number, tookMs: number): void => {
    if (status === 200) answers.push({ atMs: performance.now(), tookMs })
    else refused.set(status, (refused.get(status) ?? 0) + 1)
  }
  const { errors } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { ...headers },
    requests: calls.map((call) => ({ method, ...call })),
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    setupClient: (client) => {
      client.on('response', (status, _bytes, tookMs) => note(status, tookMs))
    },
  })
  if (refused.size > 0 || errors > 0) {
    throw new Error(`${method} ${url}: ${errors} errors, refused ${JSON.stringify([...refused])}`)
  }
  return answers
}

export function medianMs(answers: readonly Answered[]): number {
  return quantile(
    answers.map(({ tookMs }) => tookMs),
    0.5,
  )
}
