/** One thing that is wrong in an input, and where. The message says what was expected and what came. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export type ParseResult<T> = Parsed<T> | Refused

export interface Parsed<T> {
  readonly ok: true
  readonly value: T
}

export interface Refused {
  readonly ok: false
  readonly problems: readonly Problem[]
}

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

export function refused(message: string, path: Problem['path'] = []): Refused {
  return { ok: false, problems: [{ path, message }] }
}

/** `['rules', 2, 'split']` becomes `rules[2].split`; the root is the empty string. */
export function formatPath(path: Problem['path']): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? part : `${text}.${part}`
  }, '')
}

/** One line for a person: `rules[2].split: weights sum to 90 000, expected 100 000`. */
export function describeProblem(problem: Problem): string {
  const path = formatPath(problem.path)
  return path === '' ? problem.message : `${path}: ${problem.message}`
}

/** All problems in one line, for logs and error details. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(describeProblem).join('; ')
}
