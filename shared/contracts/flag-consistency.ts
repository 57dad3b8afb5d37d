import { problemsOfCondition } from './condition-size.ts'
import type { Flag, FlagType, Rule, Serve, Variant } from './flag.ts'
import { LIMITS, WHOLE } from './limits.ts'
import type { Problem } from './parse-result.ts'

type Path = Problem['path']

/** What a schema cannot see: names that refer to nothing, weights that do not sum, values of another type, depth. */
export function problemsOfFlag(flag: Flag): readonly Problem[] {
  const names = new Set(flag.variants.map((variant) => variant.name))
  return [
    ...duplicates(
      flag.variants.map((variant) => variant.name),
      (i) => ['variants', i, 'name'],
    ),
    ...flag.variants.flatMap((variant, i) => problemsOfValue(flag.type, variant, ['variants', i, 'value'])),
    ...(flag.offVariant === undefined ? [] : unknownVariant(names, flag.offVariant, ['offVariant'])),
    ...duplicates(
      flag.rules.map((rule) => rule.id),
      (i) => ['rules', i, 'id'],
    ),
    ...flag.rules.flatMap((rule, i) => problemsOfRule(names, rule, ['rules', i])),
    ...problemsOfServe(names, flag.defaultServe, ['defaultServe']),
  ]
}

function problemsOfRule(names: ReadonlySet<string>, rule: Rule, path: Path): readonly Problem[] {
  const condition = rule.if === undefined ? [] : problemsOfCondition(rule.if, [...path, 'if'])
  return [...condition, ...problemsOfServe(names, rule.serve, [...path, 'serve'])]
}

function problemsOfServe(names: ReadonlySet<string>, serve: Serve, path: Path): readonly Problem[] {
  if ('variant' in serve) return unknownVariant(names, serve.variant, [...path, 'variant'])
  const weights = serve.split.weights
  const sum = weights.reduce((total, { weight }) => total + weight, 0)
  return [
    ...(sum === WHOLE
      ? []
      : [{ path: [...path, 'split'], message: `weights sum to ${grouped(sum)}, expected ${grouped(WHOLE)}` }]),
    ...weights.flatMap(({ variant }, i) => unknownVariant(names, variant, [...path, 'split', 'weights', i, 'variant'])),
  ]
}

function unknownVariant(names: ReadonlySet<string>, name: string, path: Path): readonly Problem[] {
  return names.has(name) ? [] : [{ path, message: `no variant is named ${JSON.stringify(name)}` }]
}

function problemsOfValue(type: FlagType, variant: Variant, path: Path): readonly Problem[] {
  if (!isOfType(type, variant.value)) {
    const expected = type === 'json' ? 'an object or an array' : `a ${type}`
    return [{ path, message: `expected ${expected}, as the flag's type says` }]
  }
  const text = JSON.stringify(variant.value)
  // A code unit is at most three bytes of UTF-8, so a short text needs no counting.
  if (text.length * 3 <= LIMITS.variantValueBytes) return []
  const bytes = new TextEncoder().encode(text).length
  if (bytes <= LIMITS.variantValueBytes) return []
  return [{ path, message: `expected at most ${LIMITS.variantValueBytes} bytes of JSON, got ${bytes}` }]
}

/** Whether a value can be what a flag of this type serves. */
export function isOfType(type: FlagType, value: unknown): boolean {
  return type === 'json' ? typeof value === 'object' && value !== null : typeof value === type
}

function duplicates(names: readonly string[], pathOf: (index: number) => Path): readonly Problem[] {
  const seen = new Set<string>()
  return names.flatMap((name, i) => {
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    return [{ path: pathOf(i), message: `${JSON.stringify(name)} stands here for the second time` }]
  })
}

/** 90000 becomes `90 000`. */
function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ' ')
}
