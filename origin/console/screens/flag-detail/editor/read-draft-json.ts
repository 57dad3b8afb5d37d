import { type Draft, drawRuleId } from '../../../changes/draft.ts'
import { OPERATOR_FORMS } from '../../../conditions/operator-forms.ts'

export type ReadDraft = { readonly ok: true; readonly draft: Draft } | { readonly ok: false }

/**
 * Text as a draft, as far as the screen relies on it: the shape around the rules. What is inside of them the origin
 * parses, at the review already, and says exactly where it is wrong.
 */
export function readDraftJson(text: string): ReadDraft {
  const value = parse(text)
  if (!isObject(value) || typeof value['enabled'] !== 'boolean' || !isServe(value['defaultServe'])) return { ok: false }
  const { rules, offVariant = null } = value
  if (!Array.isArray(rules) || !rules.every(isRuleShaped)) return { ok: false }
  if (offVariant !== null && typeof offVariant !== 'string') return { ok: false }
  const whole = rules.map((rule: object) => ({ id: drawRuleId(), enabled: true, ...rule }))
  return { ok: true, draft: { ...value, offVariant, rules: whole } as unknown as Draft }
}

function isRuleShaped(rule: unknown): boolean {
  return isObject(rule) && isServe(rule['serve']) && isConditionShaped(rule['if']) && isRolloutShaped(rule['rollout'])
}

function isServe(serve: unknown): boolean {
  if (!isObject(serve)) return false
  if (typeof serve['variant'] === 'string') return true
  return isObject(serve['split']) && isListOf(serve['split']['weights'], isObject)
}

function isRolloutShaped(rollout: unknown): boolean {
  if (rollout === undefined) return true
  if (!isObject(rollout)) return false
  return (
    typeof rollout['share'] === 'number' || (isObject(rollout['ramp']) && isListOf(rollout['ramp']['steps'], isObject))
  )
}

function isConditionShaped(condition: unknown): boolean {
  if (condition === undefined) return true
  if (!isObject(condition)) return false
  const { all, any, not, segment, flag, variants, bucket, attribute, operator } = condition
  if (all !== undefined) return isListOf(all, isConditionShaped)
  if (any !== undefined) return isListOf(any, isConditionShaped)
  if (not !== undefined) return isConditionShaped(not)
  if (flag !== undefined) return typeof flag === 'string' && isListOf(variants, isText)
  if (segment !== undefined || bucket !== undefined) return isText(segment) || isObject(bucket)
  return isText(attribute) && isOperator(operator) && isOperandShaped(condition)
}

function isOperandShaped({ values }: Readonly<Record<string, unknown>>): boolean {
  return values === undefined || Array.isArray(values)
}

function isOperator(operator: unknown): boolean {
  return typeof operator === 'string' && Object.hasOwn(OPERATOR_FORMS, operator)
}

function isListOf(list: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(isItem)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
