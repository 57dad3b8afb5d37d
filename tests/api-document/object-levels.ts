import type { JsonObject, JsonValue } from '../../shared/contracts/json.ts'

/** What applications say of people, and what variants are: any names stand there. */
const FREE_FORM: ReadonlySet<string> = new Set(['context', 'contexts', 'value'])

/** A body in which one of its objects, at the pointer, has further properties. */
export interface Widened {
  /** Of RFC 6901; the root is the empty string. */
  readonly pointer: string
  readonly body: JsonValue
}

/** The body once for each object in it, with what is added to that one. */
export function widenEachObject(body: JsonValue, added: JsonObject): readonly Widened[] {
  if (Array.isArray(body)) {
    return body.flatMap((item, i) =>
      widenEachObject(item, added).map((widened) => ({
        pointer: `/${i}${widened.pointer}`,
        body: body.with(i, widened.body),
      })),
    )
  }
  if (body === null || typeof body !== 'object') return []
  // Own properties, whatever they are called: `__proto__` is one of them.
  const own = Object.entries(body)
  const below = own
    .filter(([name]) => !FREE_FORM.has(name))
    .flatMap(([name, value]) =>
      widenEachObject(value, added).map((widened) => ({
        pointer: `/${name}${widened.pointer}`,
        body: Object.fromEntries(own.map((entry) => (entry[0] === name ? [name, widened.body] : entry))),
      })),
    )
  return [{ pointer: '', body: Object.fromEntries([...Object.entries(added), ...own]) }, ...below]
}
