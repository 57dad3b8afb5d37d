/** Names a value by its kind alone: an input may be personal data. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite'
  return typeof value
}
