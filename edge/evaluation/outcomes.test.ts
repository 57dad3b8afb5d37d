import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ConformanceFile } from '../../shared/conformance/suite.ts'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import type { Segment } from '../../shared/contracts/segment.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import { booleanFlag, textFlag } from '../testing/test-flags.ts'
import { verdictOf } from './decisions.ts'
import { keepByAudience } from './kept-by-audience.ts'
import { ofrepResult } from './ofrep-answer.ts'
import { createFlagOutcomes } from './outcomes.ts'

const SPLIT = {
  split: {
    weights: [
      { variant: 'on', weight: 50_000 },
      { variant: 'off', weight: 50_000 },
    ],
  },
}
const CLIENT = { caller: 'cli', isUnconfirmed: false } as const
const SERVER = { caller: 'srv', isUnconfirmed: false } as const
const NAMES = ['__proto__', 'constructor', 'a"b\\c', 'ação 🚀', 'line\u2028end', 'lone \ud800']

function compile(flags: readonly Flag[], segments: readonly Segment[] = []): CompiledRuleset {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const ruleset = compileRuleset(
    encodeRuleset({ environment: 'aaaaaaaaaaaa', version: 1, settings, flags, segments }),
    {
      regex: re2Engine,
    },
  )
  if (!ruleset.ok) throw new Error(JSON.stringify(ruleset.problems))
  return ruleset.value
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected it to be there')
  return value
}

describe('the outcomes of a flag', () => {
  const resolution = { value: true, variant: 'on', reason: 'SPLIT', ruleId: 'r1' } as const

  it.each(NAMES)('are what JSON.stringify makes of key, value and variant %j', (name) => {
    const flag = found(compile([textFlag('x', 'x')]).flag('x'))
    const key = name
    for (const value of [name, { [name]: [name, null, -0, 1e21] }, [name]]) {
      const served = { value, variant: name, reason: 'STATIC' } as const
      const { text } = createFlagOutcomes({ ...flag, key }, CLIENT).of(served)
      expect(text).toBe(JSON.stringify({ key, value, reason: 'STATIC', variant: name }))
    }
  })

  it('are made once for each resolution, and never mixed up', () => {
    const ruleset = compile([booleanFlag('x', { defaultServe: SPLIT })])
    const of = createFlagOutcomes(found(ruleset.flag('x')), SERVER)
    const others = [resolution, { ...resolution, variant: 'off', value: false }, { reason: 'DISABLED' }] as const
    const first = others.map((each) => of.of(each))
    const again = others.toReversed().map((each) => of.of(each))
    expect(again.toReversed()).toEqual(first)
    expect(others.map((each) => of.of(each) === of.of(each))).toEqual([true, true, true])
    expect(first.map(({ verdict }) => verdict)).toMatchObject(others.map((each) => verdictOf('x', each)))
  })

  it('are found again however many there are', () => {
    const flag = found(compile([textFlag('x', 'x')]).flag('x'))
    const of = createFlagOutcomes(flag, SERVER)
    const served = Array.from({ length: 40 }, (_, i) => ({ value: i, variant: `v${i}`, reason: 'SPLIT' }) as const)
    const first = served.map((each) => of.of(each))
    expect(served.map((each, i) => of.of(each) === first[i])).toEqual(served.map(() => true))
    expect(first.map(({ text }) => JSON.parse(text).value)).toEqual(served.map(({ value }) => value))
  })

  it('are STALE where nobody says that the ruleset is the newest, and made once all the same', () => {
    const flag = found(compile([booleanFlag('x', { defaultServe: SPLIT })]).flag('x'))
    const outcomesOf = keepByAudience(createFlagOutcomes)
    const placed = evaluateFlag(flag, { targetingKey: 'u' }, 0)
    const tell = (isUnconfirmed: boolean) =>
      outcomesOf(flag, { kind: 'srv', environment: { isUnconfirmed } }).of(placed)
    for (const [isUnconfirmed, reason] of [
      [false, 'SPLIT'],
      [true, 'STALE'],
      [false, 'SPLIT'],
    ] as const) {
      const { text, verdict } = tell(isUnconfirmed)
      expect(JSON.parse(text)).toMatchObject({ reason })
      expect(verdict).toMatchObject({ reason })
      expect(tell(isUnconfirmed)).toBe(tell(isUnconfirmed))
    }
  })

  it('keep the key of their own flag, though flags share the resolution of a missing targeting key', () => {
    const ruleset = compile(['x', 'y'].map((key) => booleanFlag(key, { defaultServe: SPLIT })))
    const texts = ruleset.allFlags().map((flag) => createFlagOutcomes(flag, CLIENT).of(evaluateFlag(flag, {}, 0)))
    expect(texts.map(({ text, status }) => [JSON.parse(text), status])).toEqual([
      [{ key: 'x', errorCode: 'TARGETING_KEY_MISSING' }, 400],
      [{ key: 'y', errorCode: 'TARGETING_KEY_MISSING' }, 400],
    ])
  })

  it('tell a server why, and a client not', () => {
    const flag = found(compile([booleanFlag('x', { defaultServe: SPLIT })]).flag('x'))
    const failed = evaluateFlag(flag, {}, 0)
    for (const caller of ['srv', 'cli'] as const) {
      const { text } = createFlagOutcomes(flag, { caller, isUnconfirmed: false }).of(failed)
      expect('errorDetails' in JSON.parse(text)).toBe(caller === 'srv')
      expect(text).toBe(JSON.stringify(ofrepResult('x', failed, caller)))
    }
  })
})

describe('the outcomes of the conformance cases', () => {
  const folder = new URL('../../shared/conformance/cases/', import.meta.url)

  it.each(readdirSync(folder))('%s: each says what was decided, first and again', (name) => {
    const { suites } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ConformanceFile
    for (const { nowMs, cases, flags, segments } of suites) {
      const ruleset = compile(flags as readonly Flag[], segments as readonly Segment[])
      const outcomesOf = keepByAudience(createFlagOutcomes)
      for (const asked of [...cases, ...cases.toReversed()]) {
        const flag = ruleset.flag(asked.flag)
        if (flag === undefined) continue
        const context = asked.contextText === undefined ? asked.context : JSON.parse(asked.contextText)
        const resolution = evaluateFlag(flag, context as EvaluationContext, asked.nowMs ?? nowMs)
        for (const caller of ['srv', 'cli'] as const) {
          const { text, verdict } = outcomesOf(flag, { kind: caller, environment: { isUnconfirmed: false } }).of(
            resolution,
          )
          expect(text).toBe(JSON.stringify(ofrepResult(asked.flag, resolution, caller)))
          expect(verdict).toMatchObject(verdictOf(asked.flag, resolution))
        }
      }
    }
  })
})
