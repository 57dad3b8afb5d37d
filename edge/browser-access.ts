import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

const PREFLIGHT_SECONDS = 86_400

/** CORS: any page may ask; what it may see is the affair of its key, which may name the origins that use it. */
export function createBrowserAccess(): MiddlewareHandler {
  return cors({
    origin: '*',
    allowMethods: ['POST', 'OPTIONS'],
    allowHeaders: ['content-type', 'authorization', 'x-api-key', 'if-none-match', 'last-event-id'],
    exposeHeaders: ['ETag', 'Retry-After', 'x-togglemaster-version', 'x-togglemaster-age-ms', 'x-togglemaster-source'],
    maxAge: PREFLIGHT_SECONDS,
  })
}
