import * as fc from 'fast-check'
import { type EvaluationContext, type Resolution, parseEvaluationContext } from '../contracts/evaluation.ts'
import type { Flag, Rollout, Serve } from '../contracts/flag.ts'
import { parseFlag } from '../contracts/flag.ts'
import { WHOLE } from '../contracts/limits.ts'
import { compileFlag } from '../evaluation/compile-flag.ts'
import { evaluateFlag } from '../evaluation/evaluate-flag.ts'
import { arbitraryFlag, contextText } from './arbitrary-suite.ts'
import { sampleFlag } from './sample-flag.ts'

/** What holds for every input. */
export interface NamedProperty {
  readonly name: string
  readonly property: fc.IProperty<never>
}

const scheme = fc.constantFrom('native' as const, 'togglemaster-classic' as const)
const share = fc.integer({ min: 0, max: WHOLE })
const text = fc.string({ minLength: 1, unit: 'binary', maxLength: 30 })

const OFF: Serve = { variant: 'off' }

function variantOf(flag: Flag, context: EvaluationContext, nowMs = 0): string | undefined {
  const resolution = evaluateFlag(compileFlag(flag), context, nowMs)
  return 'variant' in resolution ? resolution.variant : undefined
}

function flagWith(rollout: Rollout, bucketing: Flag['bucketing']): Flag {
  return sampleFlag({ bucketing, rules: [{ id: 'r', rollout, serve: { variant: 'on' } }], defaultServe: OFF })
}

/** Serves `on` to the first part and `off` to the others. */
function splitAt(weight: number): Serve {
  return {
    split: {
      weights: [
        { variant: 'on', weight },
        { variant: 'off', weight: WHOLE - weight },
      ],
    },
  }
}

function isSound(resolution: Resolution): boolean {
  if ('variant' in resolution) return typeof resolution.value === 'boolean'
  return resolution.reason === 'ERROR' || resolution.reason === 'DISABLED'
}

const raisingAShare = fc.property(scheme, text, text, share, share, (name, salt, targetingKey, a, b) => {
  const isTaken = (taken: number) =>
    variantOf(flagWith({ share: taken }, { scheme: name, salt }), { targetingKey }) === 'on'
  return (!isTaken(Math.min(a, b)) || isTaken(Math.max(a, b))) && !isTaken(0) && isTaken(WHOLE)
})

const growingRamp = fc.property(
  fc.constantFrom('stepped' as const, 'linear' as const),
  fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 5 }),
  fc.array(share, { minLength: 5, maxLength: 5 }),
  fc.tuple(fc.integer({ min: -10, max: 1_010 }), fc.integer({ min: -10, max: 1_010 })),
  text,
  (mode, times, shares, [a, b], targetingKey) => {
    const rising = shares.toSorted((x, y) => x - y)
    const steps = times.toSorted((x, y) => x - y).map((at, i) => ({ at, share: rising[i] ?? WHOLE }))
    const flag = flagWith({ ramp: { mode, steps } }, { scheme: 'native', salt: 's' })
    const isTaken = (nowMs: number) => variantOf(flag, { targetingKey }, nowMs) === 'on'
    return !isTaken(Math.min(a, b)) || isTaken(Math.max(a, b))
  },
)

const raisingAWeight = fc.property(text, text, share, share, (salt, targetingKey, a, b) => {
  const variantAt = (weight: number) =>
    variantOf(sampleFlag({ bucketing: { scheme: 'native', salt }, defaultServe: splitAt(weight) }), { targetingKey })
  return variantAt(Math.min(a, b)) === 'off' || variantAt(Math.max(a, b)) === 'on'
})

const renaming = fc.property(arbitraryFlag, contextText, text, (flag, context, key) => {
  const asked = JSON.parse(context) as EvaluationContext
  return variantOf(flag, asked) === variantOf({ ...flag, key }, asked)
})

const anyContext = fc.property(arbitraryFlag, fc.dictionary(fc.string(), fc.jsonValue()), (flag, attributes) => {
  const context = parseEvaluationContext(JSON.parse(JSON.stringify(attributes)))
  return !context.ok || isSound(evaluateFlag(compileFlag(flag), context.value, 0))
})

/** Whatever JSON somebody sends as a flag: it is refused, or it is decided. */
const anyFlag = fc.property(fc.jsonValue(), contextText, (json, context) => {
  const flag = parseFlag(json)
  return !flag.ok || isSound(evaluateFlag(compileFlag(flag.value), JSON.parse(context) as EvaluationContext, 0))
})

/** A sound flag with one of its parts, however deep, put out of place. */
const damagedFlag = fc.property(arbitraryFlag, fc.nat(), fc.jsonValue(), contextText, (flag, at, part, context) => {
  const parsed = parseFlag(replacePart(flag, at, part))
  if (!parsed.ok) return parsed.problems.every(({ message }) => message !== '')
  return 'reason' in evaluateFlag(compileFlag(parsed.value), JSON.parse(context) as EvaluationContext, 0)
})

/** @param at  which of its parts, counted in the order of its JSON text and from the start again */
function replacePart(flag: Flag, at: number, part: unknown): unknown {
  let parts = 0
  JSON.stringify(flag, (_name, value: unknown) => {
    parts++
    return value
  })
  let seen = -1
  return JSON.parse(
    JSON.stringify(flag, (_name, value: unknown) => {
      seen++
      return seen === at % parts ? part : value
    }),
  )
}

/** Both runtimes and every run of the tests hold the evaluator to these. */
export const PROPERTIES: readonly NamedProperty[] = [
  { name: 'raising a share removes nobody', property: raisingAShare },
  { name: 'a ramp that grows removes nobody as time goes on', property: growingRamp },
  { name: "raising a split's first weight moves people into it and nobody out", property: raisingAWeight },
  { name: 'renaming a flag moves nobody', property: renaming },
  {
    name: "any JSON object is a context, and gives a value of the flag's type, a code default or an error",
    property: anyContext,
  },
  { name: 'any JSON is a flag that is refused or decided', property: anyFlag },
  { name: 'a damaged flag is refused with a reason, or decided', property: damagedFlag },
] as unknown as readonly NamedProperty[]
