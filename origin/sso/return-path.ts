import * as z from 'zod/mini'

const MAX_LENGTH = 1_000
const HERE = 'http://here.invalid'

/** A path on this origin. `//host`, `/\host` and their like, which browsers take for another host, are refused. */
export const returnPathSchema = z
  .string()
  .check(z.maxLength(MAX_LENGTH), z.refine(isLocalPath, 'expected a path of this origin, such as /console/'))

/** As it may stand in a header: ASCII, whatever was asked for. */
export function returnPathOf(path: string): string {
  const { pathname, search, hash } = new URL(path, HERE)
  return pathname + search + hash
}

/** By what a browser would make of it, which is what `URL` does; also once its dots are resolved (`/.//host`). */
function isLocalPath(path: string): boolean {
  if (!path.startsWith('/') || !path.isWellFormed() || !URL.canParse(path, HERE)) return false
  const { origin, pathname } = new URL(path, HERE)
  return origin === HERE && !pathname.startsWith('//')
}
