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
import { booleanFlag, brazilFlag, textFlag } from '../testing/test-flags.ts'
import { verdictOf } from './decisions.ts'
import { ofrepResult } from './ofrep-answer.ts'
import { createOutcomes } from './outcomes.ts'

const SPLIT = {
  split: {
    weights: [
      { variant: 'on', weight: 50_000 },
      { variant: 'off', weight: 50_000 },
    ],
  },
}
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
      const { text } = createOutcomes()
        .ofFlag({ ...flag, key }, 'cli')
        .of(served)
      expect(text).toBe(JSON.stringify({ key, value, reason: 'STATIC', variant: name }))
    }
  })

  it('are made once for each resolution, and never mixed up', () => {
    const ruleset = compile([booleanFlag('x', { defaultServe: SPLIT })])
    const of = createOutcomes().ofFlag(found(ruleset.flag('x')), 'srv')
    const others = [resolution, { ...resolution, variant: 'off', value: false }, { reason: 'DISABLED' }] as const
    const first = others.map((each) => of.of(each))
    const again = others.toReversed().map((each) => of.of(each))
    expect(again.toReversed()).toEqual(first)
    expect(others.map((each) => of.of(each) === of.of(each))).toEqual([true, true, true])
    expect(first.map(({ verdict }) => verdict)).toMatchObject(others.map((each) => verdictOf('x', each)))
  })

  it('keep the key of their own flag, though flags share the resolution of a missing targeting key', () => {
    const ruleset = compile(['x', 'y'].map((key) => booleanFlag(key, { defaultServe: SPLIT })))
    const outcomes = createOutcomes()
    const texts = outcomes.ofRuleset(ruleset, 'cli').map((each) => each.of(evaluateFlag(each.flag, {}, 0)))
    expect(texts.map(({ text, status }) => [JSON.parse(text), status])).toEqual([
      [{ key: 'x', errorCode: 'TARGETING_KEY_MISSING' }, 400],
      [{ key: 'y', errorCode: 'TARGETING_KEY_MISSING' }, 400],
    ])
  })

  it('tell a server why, and a client not', () => {
    const flag = found(compile([booleanFlag('x', { defaultServe: SPLIT })]).flag('x'))
    const outcomes = createOutcomes()
    const failed = evaluateFlag(flag, {}, 0)
    for (const caller of ['srv', 'cli', 'srv'] as const) {
      const { text } = outcomes.ofFlag(flag, caller).of(failed)
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
      const outcomes = createOutcomes()
      for (const asked of [...cases, ...cases.toReversed()]) {
        const flag = ruleset.flag(asked.flag)
        if (flag === undefined) continue
        const context = asked.contextText === undefined ? asked.context : JSON.parse(asked.contextText)
        const resolution = evaluateFlag(flag, context as EvaluationContext, asked.nowMs ?? nowMs)
        for (const caller of ['srv', 'cli'] as const) {
          const { text, verdict } = outcomes.ofFlag(flag, caller).of(resolution)
          expect(text).toBe(JSON.stringify(ofrepResult(asked.flag, resolution, caller)))
          expect(verdict).toMatchObject(verdictOf(asked.flag, resolution))
        }
      }
    }
  })
})

describe('the outcomes of a ruleset', () => {
  it('are of the flags that the caller may see, in order', () => {
    const ruleset = compile([
      booleanFlag('b'),
      booleanFlag('hidden', { clientVisible: false }),
      brazilFlag('a'),
      booleanFlag('broken', { defaultServe: { variant: 'nowhere' } }),
    ])
    const outcomes = createOutcomes()
    const keysFor = (caller: 'srv' | 'cli') => outcomes.ofRuleset(ruleset, caller).map(({ flag }) => flag.key)
    expect(keysFor('cli')).toEqual(['b', 'a'])
    expect(keysFor('srv')).toEqual(['b', 'hidden', 'a', 'broken'])
    expect(keysFor('cli')).toEqual(['b', 'a'])
  })

  it('are of the ruleset that is asked about, also when a later one has the same flags', () => {
    const outcomes = createOutcomes()
    for (const variant of ['on', 'off'] as const) {
      const ruleset = compile([booleanFlag('x', { defaultServe: { variant } })])
      const [only] = outcomes.ofRuleset(ruleset, 'cli')
      const outcome = found(only).of(evaluateFlag(found(only).flag, {}, 0))
      expect(JSON.parse(outcome.text)).toMatchObject({ variant })
    }
  })
})
