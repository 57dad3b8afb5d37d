import type * as z from 'zod/mini'
import { type Problem, describeProblems } from '../../shared/contracts/parse-result.ts'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { bodyProblem } from './input-problem.ts'
import { OriginError } from './origin-error.ts'

/** Reads a request body by its schema, or refuses it with a pointer to everything that is wrong. */
export function parseInput<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const result = parseWith(schema, body)
  if (!result.ok) throw invalidInput(result.problems)
  return result.value
}

export function invalidInput(problems: readonly Problem[]): OriginError {
  return new OriginError('invalid_input', describeProblems(problems), { problems: problems.map(bodyProblem) })
}
