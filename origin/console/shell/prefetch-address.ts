import type { QueryClient } from '@tanstack/react-query'
import { callerQuery } from '../api/use-caller.ts'
import { environmentsQuery } from '../api/use-environments.ts'
import { lastPlace } from './last-place.ts'
import { routeAt } from './routes.ts'

/** Keys need no escapes. */
const PLACE = /^\/console\/(?<project>[\w.-]+)\/(?<environment>[\w.-]+)(?<path>\/.*)$/
const NOWHERE = /^\/console\/?$/
const FIRST_SCREEN = '/flags'

/**
 * Asks at once for all that an address is known to need, so that nothing waits for what is asked before it: who the person
 * is, the environments, the screen's file and its data. Who is signed out is refused it all, and shown the way in.
 */
export function prefetchAddress(client: QueryClient, pathname: string): void {
  const place = placeOf(pathname)
  if (place === undefined) return
  const screen = routeAt(place.path)
  // What fails is the screen's to tell: it asks again.
  void Promise.allSettled([
    client.prefetchQuery(callerQuery),
    client.prefetchQuery(environmentsQuery(place.project)),
    screen?.prefetch?.(client, place.project),
    screen?.load(),
  ])
}

function placeOf(pathname: string): { readonly project: string; readonly path: string } | undefined {
  const { project, path } = PLACE.exec(pathname)?.groups ?? {}
  if (project !== undefined && path !== undefined) return { project, path }
  const last = NOWHERE.test(pathname) ? lastPlace() : undefined
  return last === undefined ? undefined : { project: last.project, path: FIRST_SCREEN }
}
