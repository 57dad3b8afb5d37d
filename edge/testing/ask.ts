/** Requests as clients send them. */
export interface AskOptions {
  readonly key?: string
  /** Where the request comes from, as the runtime would know. */
  readonly cf?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export function askSingle(url: string, flag: string, context: unknown, options: AskOptions = {}): Promise<Answer> {
  return post(`${url}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`, JSON.stringify({ context }), options)
}

export function askBulk(url: string, context: unknown, options: AskOptions = {}): Promise<Answer> {
  return post(`${url}/ofrep/v1/evaluate/flags`, JSON.stringify({ context }), options)
}

export function askClassic(url: string, query: string, options: AskOptions = {}): Promise<Answer> {
  return ask(`${url}/evaluate?${query}`, { method: 'GET' }, options)
}

export function post(address: string, body: string, options: AskOptions = {}): Promise<Answer> {
  return ask(address, { method: 'POST', body }, options)
}

export async function ask(address: string, init: RequestInit, options: AskOptions = {}): Promise<Answer> {
  const { key, cf, headers, signal } = options
  const response = await fetch(address, {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(cf === undefined ? {} : { 'MF-CF-Blob': JSON.stringify(cf) }),
      ...headers,
    },
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
}

/** Asks again until the answer is as wished, or time is up; the last answer tells what was wrong. */
export async function askUntil(ask: () => Promise<Answer>, isWished: (answer: Answer) => boolean): Promise<Answer> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const answer = await ask()
    if (isWished(answer) || Date.now() > deadline) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
