/** One HTTP call, and what came back of it. */
export interface Call {
  readonly method: string
  readonly url: string
  readonly key?: string
  readonly ifMatch?: string
  readonly body?: object
  /** Ends it when the operator does. */
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly etag: string | undefined
  /** `undefined` where it was no JSON. */
  readonly json: unknown
}

/** Nothing that is waited for here takes as long on a deployment that works. */
const TIMEOUT_MS = 15_000

/** @throws when there is no answer in time */
export async function send({ method, url, key, ifMatch, body, signal }: Call): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  })
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? undefined,
    json: parsed(await response.text()),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
