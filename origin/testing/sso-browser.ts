import type { Answer, TestOrigin } from './start-test-origin.ts'

/** A browser that goes through single sign-on, step by step; it keeps cookies, and follows nothing by itself. */
export interface SsoBrowser {
  /** Begins, goes to the provider and comes back. */
  readonly signIn: (query?: string) => Promise<Answer>
  /** Begins and goes to the provider. @returns the path by which it comes back */
  readonly goToProvider: (query?: string) => Promise<string>
  /** Comes back. */
  readonly comeBack: (path: string) => Promise<Answer>
  readonly call: (method: string, path: string) => Promise<Answer>
  /** As a `Cookie` header has them. */
  readonly cookies: () => string
}

/** A navigation from another site. */
const NAVIGATION = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }

export function createSsoBrowser(origin: TestOrigin): SsoBrowser {
  const jar = new Map<string, string>()
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const call = async (method: string, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> => {
    const answer = await origin.call(method, path, { key: null, headers: { ...headers, cookie: cookies() } })
    for (const line of answer.headers.getSetCookie()) keep(jar, line)
    return answer
  }
  const goToProvider = async (query = ''): Promise<string> => {
    const begun = await call('GET', `/api/v1/sso/begin${query}`, NAVIGATION)
    const answer = await fetch(locationOf(begun.headers), { redirect: 'manual' })
    const { pathname, search } = new URL(locationOf(answer.headers))
    return pathname + search
  }
  const comeBack = (path: string): Promise<Answer> => call('GET', path, NAVIGATION)
  return {
    goToProvider,
    comeBack,
    signIn: async (query) => comeBack(await goToProvider(query)),
    call: (method, path) => call(method, path, { 'Sec-Fetch-Site': 'same-origin' }),
    cookies,
  }
}

function locationOf(headers: Headers): string {
  const location = headers.get('location')
  if (location === null) throw new Error('expected to be led on')
  return location
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (value === '') jar.delete(name)
  else jar.set(name, value)
}
