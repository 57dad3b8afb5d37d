import type { Condition } from '../../../../shared/contracts/condition.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import type { ConfigurationView } from '../../api/views.ts'
import { OPERATOR_FORMS } from '../../conditions/operator-forms.ts'
import { kindOf } from '../../conditions/scalars.ts'
import { childrenOf } from '../../words/children-of.ts'
import type { RowKind } from './context-rows.ts'

/** What a flag's rules ask of a person. */
export interface AskedAttribute {
  readonly path: string
  /** What a value is compared as. */
  readonly kind: RowKind
}

type Asking = Pick<ConfigurationView, 'rules' | 'defaultServe'>
type Segments = readonly Pick<SegmentView, 'key' | 'by' | 'rules'>[]

/**
 * Each attribute once, in the order of the rules.
 * @param segments  those that are known; a rule about one asks for what it asks for
 */
export function askedAttributes({ rules, defaultServe }: Asking, segments: Segments): readonly AskedAttribute[] {
  const asked = rules.flatMap(({ if: condition, rollout, serve }) => [
    ...(condition === undefined ? [] : attributesOf(condition, segments)),
    ...drawnBy(rollout?.by),
    ...drawnBy(splitBy(serve)),
  ])
  const all = [...asked, ...drawnBy(splitBy(defaultServe))]
  return all.filter(({ path }, place) => all.findIndex((other) => other.path === path) === place)
}

function attributesOf(condition: Condition, segments: Segments): readonly AskedAttribute[] {
  if ('bucket' in condition) return drawnBy(condition.bucket.by)
  if ('operator' in condition) return [{ path: condition.attribute, kind: kindFor(condition) }]
  if (!('segment' in condition)) return childrenOf(condition).flatMap((child) => attributesOf(child, segments))
  const { segment: key } = condition
  // Each once: a segment that leads back to itself would never end.
  const others = segments.filter((segment) => segment.key !== key)
  return segments
    .filter((segment) => segment.key === key)
    .flatMap(({ by, rules }) => [...drawnBy(by ?? undefined), ...rules.flatMap((rule) => attributesOf(rule, others))])
}

function kindFor(condition: Extract<Condition, { readonly operator: unknown }>): RowKind {
  const { operator } = condition
  if (operator === 'size' || operator.startsWith('includes')) return 'json'
  switch (OPERATOR_FORMS[operator].operand) {
    case 'number':
    case 'span':
    case 'modulo':
      return 'number'
    case 'scalar':
    case 'scalars':
      return kindOf('values' in condition ? condition.values : 'value' in condition ? [condition.value] : [])
    default:
      return 'text'
  }
}

function splitBy(serve: ConfigurationView['defaultServe']): string | undefined {
  return 'split' in serve ? serve.split.by : undefined
}

function drawnBy(path: string | undefined): readonly AskedAttribute[] {
  return path === undefined ? [] : [{ path, kind: 'text' }]
}
