import type { Express } from 'express'

interface Layer {
  readonly rawPath?: unknown
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  /** What was mounted is a router of Express, or one that knows its routes. */
  readonly handle?: { readonly stack?: readonly Layer[]; readonly routes?: readonly string[] }
}

/** Every route that an app has, as `GET /api/v1/projects`, in the order in which they are tried. */
export function routesOf(app: Express): readonly string[] {
  return collect(app.router.stack as unknown as readonly Layer[], '')
}

function collect(stack: readonly Layer[], prefix: string): readonly string[] {
  return stack.flatMap(({ rawPath, route, handle }) => {
    if (route !== undefined) {
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${prefix}${route.path}`)
    }
    if (handle?.routes !== undefined) return handle.routes.map((route) => route.replace(' ', ` ${String(rawPath)}`))
    return handle?.stack === undefined ? [] : collect(handle.stack, prefix + String(rawPath))
  })
}
