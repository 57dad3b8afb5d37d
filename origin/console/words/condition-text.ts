import type { Condition } from '../../../shared/contracts/condition.ts'
import { WHOLE } from '../../../shared/contracts/limits.ts'
import { m } from '../i18n/compiled/messages.js'
import { formatShare } from '../i18n/format.ts'
import { attributeText } from './attribute-text.ts'
import { andText, orText } from './list-text.ts'
import { isNegated, operandText, operatorText } from './operator-text.ts'

/** A condition as the part of a sentence behind "if". */
export function conditionText(condition: Condition): string {
  return textOf(condition, false)
}

function textOf(condition: Condition, isInside: boolean): string {
  if ('all' in condition) return grouped(condition.all, andText, isInside)
  if ('any' in condition) return grouped(condition.any, orText, isInside)
  if ('not' in condition) return m.words_not({ condition: textOf(condition.not, true) })
  if ('segment' in condition) return m.words_in_segment({ segment: condition.segment })
  if ('flag' in condition)
    return m.words_prerequisite_text({ flag: condition.flag, variants: orText(condition.variants) })
  if ('bucket' in condition) return bucketText(condition)
  const words = operatorText(condition.operator, isNegated(condition))
  return [attributeText(condition.attribute), words, operandText(condition)].filter((part) => part !== '').join(' ')
}

function grouped(
  conditions: readonly Condition[],
  join: (items: readonly string[]) => string,
  isInside: boolean,
): string {
  const text = join(conditions.map((condition) => textOf(condition, true)))
  return isInside && conditions.length > 1 ? `(${text})` : text
}

function bucketText({ bucket, negate }: Extract<Condition, { readonly bucket: unknown }>): string {
  const range = { salt: bucket.salt, from: formatShare(bucket.from / WHOLE), to: formatShare(bucket.to / WHOLE) }
  return negate === true ? m.words_bucket_not(range) : m.words_bucket(range)
}
