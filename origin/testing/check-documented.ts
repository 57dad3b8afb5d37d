import { errorsOf } from '../documentation/documented-errors.ts'
import { API_PATH } from '../documentation/openapi-document.ts'
import { problemSchema } from '../errors/problem-schema.ts'
import type { Operation } from '../operations/operation.ts'

/** An answer as it came, with the call it came to. */
export interface SeenAnswer {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly json: unknown
}

/**
 * Holds every answer of the management API to the document: its status, its members, and the codes it refuses with.
 * @throws when the document does not say so
 */
export function createDocumentCheck(operations: readonly Operation[]): (answer: SeenAnswer) => void {
  const patterns = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  return ({ method, path, status, json }) => {
    const pathname = path.split('?')[0] ?? ''
    const found = patterns.find(
      ({ operation, pattern }) => operation.method.toUpperCase() === method && pattern.test(pathname),
    )
    if (found === undefined) return
    const { operation } = found
    const problems =
      status >= 400 ? problemsOfRefusal(operation, status, json) : problemsOfResult(operation, status, json)
    if (problems !== undefined) throw new Error(`${method} ${path} answered ${status}, undocumented: ${problems}`)
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${API_PATH}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

function problemsOfResult({ status, result }: Operation, got: number, json: unknown): string | undefined {
  if (got !== status) return `expected ${status}`
  const parsed = result?.safeParse(json)
  return parsed === undefined || parsed.success ? undefined : JSON.stringify(parsed.error.issues)
}

function problemsOfRefusal(operation: Operation, got: number, json: unknown): string | undefined {
  const parsed = problemSchema.safeParse(json)
  if (!parsed.success) return JSON.stringify(parsed.error.issues)
  const { code, status } = parsed.data
  if (status !== got) return `the problem says ${status}`
  return errorsOf(operation).some((known) => known === code) ? undefined : `code ${code}`
}
