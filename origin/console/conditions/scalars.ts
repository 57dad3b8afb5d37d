export type Scalar = string | number | boolean

export const SCALAR_KINDS = ['text', 'number', 'boolean'] as const
export type ScalarKind = (typeof SCALAR_KINDS)[number]

const NUMBER = /^-?\d+(\.\d+)?$/

/** Of what is there: nothing is converted when it is decided, so `5` is not `"5"`. */
export function kindOf(values: readonly Scalar[]): ScalarKind {
  const last = values.at(-1)
  if (typeof last === 'number') return 'number'
  return typeof last === 'boolean' ? 'boolean' : 'text'
}

/** What texts could be meant as: whoever wrote `5` is asked whether it is a number. */
export function guessedKind(values: readonly Scalar[]): ScalarKind {
  if (values.length === 0) return 'text'
  const texts = values.map(String)
  if (texts.every((text) => NUMBER.test(text))) return 'number'
  return texts.every((text) => text === 'true' || text === 'false') ? 'boolean' : 'text'
}

/** What was there stays what it was; what is new becomes of the kind, where it can. */
export function toScalars(texts: readonly string[], kind: ScalarKind, before: readonly Scalar[]): readonly Scalar[] {
  return texts.map((text) => before.find((value) => String(value) === text) ?? toScalar(text, kind))
}

function toScalar(text: string, kind: ScalarKind): Scalar {
  if (kind === 'number' && NUMBER.test(text)) return Number(text)
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
