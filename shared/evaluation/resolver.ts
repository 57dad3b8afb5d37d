import { LIMITS } from '../contracts/limits.ts'
import type { Found } from '../contracts/ruleset.ts'

/** How one kind of thing is made, and what stands for it when it cannot be. */
interface Maker<Item> {
  readonly make: (key: string, bytes: Exclude<Found, undefined>) => Item
  readonly broken: (key: string, reason: string) => Item
}

type Lookup<Item> = (key: string) => Item | undefined

/**
 * Makes flags and segments when they are first asked for, also when it is another of them that asks, and keeps them.
 * One that would need itself is answered as broken, and so is a chain that is too deep; bounded time either way. What
 * was made on the way is kept only if it is sound, because a verdict may belong to the one who asked first.
 * @param noteKept  told of the JSON of each that is kept
 */
export function createResolver(
  noteKept: (bytes: Exclude<Found, undefined>) => void,
): <Item extends { readonly state: 'decidable' | 'broken' }>(
  kind: string,
  find: (key: string) => Found,
  maker: Maker<Item>,
) => Lookup<Item> {
  const path: string[] = []
  return (kind, find, { make, broken }) => {
    const known = new Map<string, ReturnType<typeof make>>()
    const resolve: Lookup<ReturnType<typeof make>> = (key) => {
      const bytes = find(key)
      if (bytes === undefined) return undefined
      const node = `${kind} ${JSON.stringify(key)}`
      const start = path.indexOf(node)
      if (start >= 0) return broken(key, `goes in a circle: ${[...path.slice(start), node].join(' -> ')}`)
      if (path.length > LIMITS.referenceDepth) return broken(key, `is more than ${LIMITS.referenceDepth} deep`)
      path.push(node)
      const made = make(key, bytes)
      path.pop()
      if (path.length === 0 || made.state === 'decidable') {
        known.set(key, made)
        noteKept(bytes)
      }
      return made
    }
    return (key) => known.get(key) ?? resolve(key)
  }
}
