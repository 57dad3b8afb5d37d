import type { Request } from 'express'

/**
 * The pattern of the route that took a request, once one has; the path itself may hold anything that somebody put there
 * by mistake, a key among it.
 */
export function routeOf(request: Request): string {
  const path: unknown = request.route?.path
  return typeof path === 'string' ? request.baseUrl + path : 'unmatched'
}
