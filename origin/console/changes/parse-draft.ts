import type { Condition } from '../../../shared/contracts/condition.ts'
import type { Rollout, Serve } from '../../../shared/contracts/flag.ts'
import { isJsonObject } from '../../../shared/contracts/json.ts'
import { OPERATOR_FORMS } from '../conditions/operator-forms.ts'
import { type Draft, type Rule, drawRuleId } from './draft.ts'

/** As it may be written: without an id it is a new rule, and it is on unless it says not. */
type WrittenRule = Omit<Rule, 'id' | 'enabled'> & Partial<Pick<Rule, 'id' | 'enabled'>>

const MEMBERS: ReadonlySet<string> = new Set(['enabled', 'offVariant', 'rules', 'defaultServe'])

/**
 * A value as a draft, as far as the screens rely on it: the shape around the rules and inside of them. What is wrong
 * beyond that the origin says exactly, at the review already; its parsers are not loaded here.
 */
export function parseDraft(value: unknown): Draft | undefined {
  if (!isJsonObject(value) || !Object.keys(value).every((name) => MEMBERS.has(name))) return undefined
  const { enabled, offVariant = null, rules, defaultServe } = value
  if (typeof enabled !== 'boolean' || !isServe(defaultServe) || !isListOf(rules, isRule)) return undefined
  if (offVariant !== null && typeof offVariant !== 'string') return undefined
  return {
    enabled,
    offVariant,
    rules: rules.map((rule) => ({ id: drawRuleId(), enabled: true, ...rule })),
    defaultServe,
  }
}

function isRule(rule: unknown): rule is WrittenRule {
  return isJsonObject(rule) && isServe(rule['serve']) && isCondition(rule['if']) && isRollout(rule['rollout'])
}

function isServe(serve: unknown): serve is Serve {
  if (!isJsonObject(serve)) return false
  if (typeof serve['variant'] === 'string') return true
  return isJsonObject(serve['split']) && isListOf(serve['split']['weights'], isJsonObject)
}

function isRollout(rollout: unknown): rollout is Rollout | undefined {
  if (rollout === undefined) return true
  if (!isJsonObject(rollout)) return false
  return (
    typeof rollout['share'] === 'number' ||
    (isJsonObject(rollout['ramp']) && isListOf(rollout['ramp']['steps'], isJsonObject))
  )
}

function isCondition(condition: unknown): condition is Condition | undefined {
  if (condition === undefined) return true
  if (!isJsonObject(condition)) return false
  const { all, any, not, segment, flag, variants, bucket, attribute, operator, values } = condition
  if (all !== undefined) return isListOf(all, isCondition)
  if (any !== undefined) return isListOf(any, isCondition)
  if (not !== undefined) return isCondition(not)
  if (flag !== undefined) return isText(flag) && isListOf(variants, isText)
  if (segment !== undefined || bucket !== undefined) return isText(segment) || isJsonObject(bucket)
  return isText(attribute) && isOperator(operator) && (values === undefined || Array.isArray(values))
}

function isOperator(operator: unknown): boolean {
  return isText(operator) && Object.hasOwn(OPERATOR_FORMS, operator)
}

function isListOf<T>(list: unknown, isItem: (item: unknown) => item is T): list is readonly T[] {
  return Array.isArray(list) && list.every(isItem)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
