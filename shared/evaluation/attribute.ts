import type { EvaluationContext } from '../contracts/evaluation.ts'
import type { JsonValue } from '../contracts/json.ts'

/** Reads one attribute; `undefined` when the context does not have it. */
export type AttributeReader = (context: EvaluationContext) => JsonValue | undefined

/**
 * Compiles a path. A dotted path is first taken as one whole name, then step by step (`geo.country` is the attribute
 * `geo.country`, or `country` in `geo`); what starts with `/` is a JSON pointer (RFC 6901). Only own properties are
 * read, so `constructor` and `__proto__` are names like any other.
 */
export function compileAttribute(path: string): AttributeReader {
  if (path.startsWith('/')) return readSteps(path.slice(1).split('/').map(unescapePointer))
  const whole = readName(path)
  if (!path.includes('.')) return whole
  const nested = readSteps(path.split('.'))
  return (context) => {
    const value = whole(context)
    return value === undefined ? nested(context) : value
  }
}

function readName(name: string): AttributeReader {
  if (name in Object.prototype) return (context) => ownValue(context, name)
  return (context) => context[name]
}

function readSteps(names: readonly string[]): AttributeReader {
  return (context) => {
    let value: JsonValue | undefined = context
    for (const name of names) {
      if (typeof value !== 'object' || value === null) return undefined
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
