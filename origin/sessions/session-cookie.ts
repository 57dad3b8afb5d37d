import { createBrowserCookie, secureName } from './browser-cookie.ts'
import { SESSION_LIFE_MS } from './session-life.ts'

const NAME = 'togglemaster'

/** As browsers have it over TLS. */
export const SECURE_COOKIE = secureName(NAME)

/** The token of a session. */
export const sessionCookie = createBrowserCookie({ name: NAME, maxAgeMs: SESSION_LIFE_MS })
