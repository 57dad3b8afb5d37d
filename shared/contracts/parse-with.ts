import type * as z from 'zod/mini'
import { kindOf } from './kind-of.ts'
import { type ParseResult, type Problem, parsed } from './parse-result.ts'

/**
 * Runs a schema and turns what it found into problems that name expectation, arrival and place.
 * Never throws. Values of the input are quoted only by their kind: an input may be personal data.
 */
export function parseWith<T>(schema: z.ZodMiniType<T>, input: unknown): ParseResult<T> {
  const result = schema.safeParse(input)
  if (result.success) return parsed(result.data)
  return { ok: false, problems: result.error.issues.flatMap((issue) => problemsOf(issue, input, [])) }
}

type Issue = z.core.$ZodIssue

function problemsOf(issue: Issue, root: unknown, prefix: Problem['path']): readonly Problem[] {
  const path = [...prefix, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue.errors)
    if (branch !== undefined) return branch.flatMap((inner) => problemsOf(inner, root, path))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown property' }))
  }
  return [{ path, message: messageOf(issue, valueAt(root, path)) }]
}

/** The branch that got furthest says best what was meant: the one with the fewest problems that are not at its root. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (branch: readonly Issue[]) => Math.max(0, ...branch.map((issue) => issue.path.length))
  const strangers = (branch: readonly Issue[]) => branch.filter((issue) => issue.code === 'unrecognized_keys').length
  return branches.toSorted((a, b) => strangers(a) - strangers(b) || depth(b) - depth(a) || a.length - b.length)[0]
}

function messageOf(issue: Issue, arrived: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return arrived === undefined
        ? `required (${issue.expected})`
        : `expected ${issue.expected}, got ${kindOf(arrived)}`
    case 'invalid_value':
      return expectedOneOf(issue.values, arrived)
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined ? expectedOneOf(issue.options, arrived) : ownWords(issue)
    case 'too_big':
      return `expected at most ${String(issue.maximum)}${unitOf(issue.origin)}, got ${sizeOf(arrived)}`
    case 'too_small':
      return `expected at least ${String(issue.minimum)}${unitOf(issue.origin)}, got ${sizeOf(arrived)}`
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return ownWords(issue)
    default:
      return issue satisfies never
  }
}

/** What tells the members of a union apart is one value of several, as an enumeration is. */
function expectedOneOf(values: readonly unknown[], arrived: unknown): string {
  return `expected ${values.map((value) => JSON.stringify(value)).join(' or ')}, got ${kindOf(arrived)}`
}

function ownWords({ code, message }: Issue): string {
  return message === 'Invalid input' || message === '' ? `not accepted (${code})` : message
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' items' : ''
}

function sizeOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string' || Array.isArray(value)) return String(value.length)
  return kindOf(value)
}

function valueAt(root: unknown, path: Problem['path']): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    root,
  )
}
