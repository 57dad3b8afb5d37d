import type { EvaluationContext } from '../contracts/evaluation.ts'
import type { JsonValue } from '../contracts/json.ts'

/** Reads one attribute; `undefined` when the context does not have it. */
export type AttributeReader = (context: EvaluationContext) => JsonValue | undefined

/**
 * Compiles a path. A dotted path is first taken as one whole name, then step by step (`geo.country` is the attribute
 * `geo.country`, or `country` in `geo`); what starts with `/` is a JSON pointer (RFC 6901). Only own properties of
 * objects and items of lists are read, so `constructor`, `__proto__` and `length` are names like any other.
 */
export function compileAttribute(path: string): AttributeReader {
  if (path.startsWith('/')) return readSteps(path.slice(1).split('/').map(unescapePointer))
  const whole = readName(intern(path))
  if (!path.includes('.')) return whole
  const nested = readSteps(path.split('.'))
  return (context) => {
    const value = whole(context)
    return value === undefined ? nested(context) : value
  }
}

/** The attribute in which a path begins: only one of this name, or one whose name goes on with a dot, is ever read. */
export function firstNameOf(path: string): string {
  const [first = ''] = path.startsWith('/') ? path.slice(1).split('/').map(unescapePointer) : path.split('.')
  return first
}

function readName(name: string): AttributeReader {
  if (name in Object.prototype) return (context) => ownValue(context, name)
  return (context) => context[name]
}

/** Whether a path is the name of one attribute that no object inherits: `context[path]` then reads it. */
export function isPlainName(path: string): boolean {
  return !path.startsWith('/') && !path.includes('.') && !(path in Object.prototype)
}

/**
 * The same text as engines keep it for names of properties. One that was read out of a document would be looked up
 * among all names each time that it is used.
 */
export function intern(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name
}

function readSteps(names: readonly string[]): AttributeReader {
  const steps = names.map((name) => ({ name, isIndex: /^(?:0|[1-9]\d*)$/.test(name) }))
  return (context) => {
    let value: JsonValue | undefined = context
    for (const { name, isIndex } of steps) {
      if (typeof value !== 'object' || value === null) return undefined
      if (Array.isArray(value) && !isIndex) return undefined
      value = ownValue(value as EvaluationContext, name)
    }
    return value
  }
}

function ownValue(owner: EvaluationContext, name: string): JsonValue | undefined {
  return Object.hasOwn(owner, name) ? owner[name] : undefined
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
