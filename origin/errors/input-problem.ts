import type { Problem } from '../../shared/contracts/parse-result.ts'

/** One thing that is wrong in a request: in its body, at a JSON pointer (RFC 6901), or in a query parameter. */
export type InputProblem =
  | { readonly pointer: string; readonly detail: string }
  | { readonly parameter: string; readonly detail: string }

export function bodyProblem({ path, message }: Problem): InputProblem {
  return { pointer: pointerOf(path), detail: message }
}

/** `['rules', 2, 'a/b']` becomes `/rules/2/a~1b`; the root is the empty string. */
export function pointerOf(path: Problem['path']): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
