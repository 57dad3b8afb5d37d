import { createBrowserCookie } from '../sessions/browser-cookie.ts'

/** Long enough for a password, a second factor and a telephone that lies in another room. */
export const SIGN_ON_LIFE_MS = 10 * 60_000

/** The single sign-on that a browser began last, sealed. Lax: the way back from the provider is a navigation. */
export const signOnCookie = createBrowserCookie({ name: 'togglemaster-sso', maxAgeMs: SIGN_ON_LIFE_MS })
