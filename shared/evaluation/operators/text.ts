import { LIMITS } from '../../contracts/limits.ts'
import type { TextCondition, TEXT_OPERATORS } from '../../contracts/operators/text.ts'
import { describeProblems } from '../../contracts/parse-result.ts'
import { type Compilation, addSteps, fail } from '../compilation.ts'
import { stepsOfPattern } from '../regex-engine.ts'
import type { AttributeTest, CompilersOf } from './attribute-test.ts'

export const TEXT_COMPILERS: CompilersOf<typeof TEXT_OPERATORS> = {
  contains: (condition, compilation) => compileParts(condition, compilation, (part) => (text) => text.includes(part)),
  startsWith: (condition, compilation) =>
    compileParts(condition, compilation, (part) => (text) => text.startsWith(part)),
  endsWith: (condition, compilation) => compileParts(condition, compilation, (part) => (text) => text.endsWith(part)),

  matches: ({ pattern, ignoreCase = false }, compilation) => {
    const { regex } = compilation.world
    if (regex === undefined) return failing(compilation, 'no engine for regular expressions was loaded')
    const compiled = regex(pattern, ignoreCase)
    if (!compiled.ok) return failing(compilation, describeProblems(compiled.problems))
    addSteps(compilation, stepsOfPattern(compiled.value) - 1)
    const { matches } = compiled.value
    return (value) =>
      typeof value === 'string' && value.length <= LIMITS.matchedTextLength ? matches(value) : undefined
  },
}

type TextTest = (text: string) => boolean

function compileParts(
  { values, ignoreCase }: TextCondition,
  compilation: Compilation,
  testFor: (part: string) => TextTest,
): AttributeTest {
  addSteps(compilation, Math.max(0, values.length - 1))
  const isFolded = ignoreCase === true
  const tests = values.map((part) => testFor(isFolded ? part.toLowerCase() : part))
  const test = anyOf(tests)
  if (isFolded) return (value) => (typeof value === 'string' ? test(value.toLowerCase()) : undefined)
  return (value) => (typeof value === 'string' ? test(value) : undefined)
}

function anyOf(tests: readonly TextTest[]): TextTest {
  const [only] = tests
  if (only !== undefined && tests.length === 1) return only
  return (text) => tests.some((test) => test(text))
}

function failing(compilation: Compilation, reason: string): AttributeTest {
  fail(compilation, reason)
  return () => undefined
}
