/** Ends every switch over a union, so that a new member is a type error and never a silent fall-through. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member of a union: ${typeof value}`)
}
