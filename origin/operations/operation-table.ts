import { OriginError } from '../errors/origin-error.ts'
import type { Operation } from './operation.ts'

/** What a table is made of. */
export type Routed = Pick<Operation, 'method' | 'path'>

export interface FoundOperation<T extends Routed> {
  readonly operation: T
  /** Its path as routes are written in logs and metrics: `/projects/:project`. */
  readonly route: string
  /**
   * What the names in its path stand for.
   * @throws OriginError `malformed_path`
   */
  readonly readParams: () => Readonly<Record<string, string>>
}

/** Says which operation a call is for. */
export interface OperationTable<T extends Routed> {
  /** @param path  below `/api/v1`, as it was sent */
  readonly find: (method: string, path: string) => FoundOperation<T> | undefined
  /** All that it has, as `GET /projects`, in the order in which they are tried. */
  readonly routes: readonly string[]
}

interface Row<T> {
  readonly operation: T
  readonly route: string
  /** One for each segment of the path: what it must be, or the name of what it gives. */
  readonly segments: readonly ({ readonly text: string } | { readonly name: string })[]
}

/**
 * Looks only among operations of the method and of as many segments as a path has: a router tries one pattern after the
 * other, of which there are a hundred. Where two fit, the first one takes the call, as there.
 */
export function createOperationTable<T extends Routed>(operations: readonly T[]): OperationTable<T> {
  const rows = new Map<string, Row<T>[]>()
  for (const operation of operations) {
    const row = { operation, route: routeOf(operation), segments: operation.path.split('/').map(segmentOf) }
    const shape = shapeOf(operation.method, row.segments.length)
    const alike = rows.get(shape)
    if (alike === undefined) rows.set(shape, [row])
    else alike.push(row)
  }
  return {
    find: (method, path) => {
      const given = path.split('/')
      const sought = method === 'HEAD' ? 'get' : method.toLowerCase()
      const row = rows.get(shapeOf(sought, given.length))?.find((candidate) => fits(candidate, given))
      return row && { operation: row.operation, route: row.route, readParams: () => paramsOf(row, given) }
    },
    routes: operations.map((operation) => `${operation.method.toUpperCase()} ${routeOf(operation)}`),
  }
}

function routeOf({ path }: Routed): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function shapeOf(method: string, segments: number): string {
  return `${method} ${segments}`
}

function segmentOf(text: string): Row<never>['segments'][number] {
  return text.startsWith('{') ? { name: text.slice(1, -1) } : { text }
}

/** A name stands for at least one character. */
function fits({ segments }: Row<unknown>, given: readonly string[]): boolean {
  return segments.every((segment, i) => ('text' in segment ? segment.text === given[i] : given[i] !== ''))
}

function paramsOf({ segments }: Row<unknown>, given: readonly string[]): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    if ('name' in segment) params[segment.name] = decode(given[i] ?? '')
  }
  return params
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new OriginError('malformed_path', 'expected percent-encoded UTF-8 in the path')
  }
}
