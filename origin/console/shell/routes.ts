import { type LoadedOnce, loadOnce } from './load-once.ts'
import type { ScreenRoute } from './screen-route.ts'

export type LoadableRoute = ScreenRoute & LoadedOnce

const found = import.meta.glob<{ readonly route: ScreenRoute }>('../screens/*/route.ts', { eager: true })

/** Where every screen of the console is, the more particular address first. */
export const routes: readonly LoadableRoute[] = Object.values(found)
  .map(({ route }) => ({ ...route, ...loadOnce(route.load) }))
  .toSorted((a, b) => particularity(b.path) - particularity(a.path))

/** `/flags/new` is tried before `/flags/:flag`. */
function particularity(path: string): number {
  return path.split('/').reduce((sum, part) => sum * 3 + (part === '' ? 0 : part.startsWith(':') ? 1 : 2), 0)
}

/** @param path  below `/console/{project}/{environment}` */
export function routeAt(path: string): LoadableRoute | undefined {
  const parts = path.split('/')
  return routes.find((route) => {
    const wanted = route.path.split('/')
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') || part === parts[i])
  })
}
