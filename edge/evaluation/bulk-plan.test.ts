import { describe, expect, it } from 'vitest'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import type { CallerKind } from '../access/authenticate.ts'
import { booleanFlag, brazilFlag } from '../testing/test-flags.ts'
import { createBulkPlan } from './bulk-plan.ts'
import { verdictOf } from './decisions.ts'
import { entityTag } from './etag.ts'
import { ofrepResult } from './ofrep-answer.ts'

const IN_BRAZIL: EvaluationContext = { geo: { country: 'BR' } }

function compile(flags: readonly Flag[]): CompiledRuleset {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const ruleset = compileRuleset(encodeRuleset({ environment: 'aaaaaaaaaaaa', version: 1, settings, flags }))
  if (!ruleset.ok) throw new Error(JSON.stringify(ruleset.problems))
  return ruleset.value
}

function decide(ruleset: CompiledRuleset, context: EvaluationContext = {}, caller: CallerKind = 'cli') {
  const { pieces, verdicts } = createBulkPlan(ruleset, { caller, isUnconfirmed: false }).decide(context, 0)
  const text = `[${pieces.map((piece) => piece.text).join('')}]`
  return { text, verdicts, tag: entityTag(1, pieces) }
}

const settled = (key: string) => booleanFlag(key)
const off = (key: string) => booleanFlag(key, { defaultServe: { variant: 'off' } })
const hidden = (key: string) => booleanFlag(key, { clientVisible: false })
const broken = (key: string) => booleanFlag(key, { defaultServe: { variant: 'nowhere' } })

describe('a bulk answer', () => {
  it.each<[string, readonly Flag[]]>([
    ['no flag', []],
    ['one settled flag', [settled('a')]],
    ['one open flag', [brazilFlag('a')]],
    ['only settled flags', [settled('a'), settled('b'), settled('c')]],
    ['only open flags', [brazilFlag('a'), brazilFlag('b')]],
    ['stretches of both', [settled('a'), settled('b'), brazilFlag('c'), settled('d'), brazilFlag('e'), settled('f')]],
    ['an open flag first', [brazilFlag('a'), settled('b'), settled('c'), brazilFlag('d')]],
    ['hidden ones at both ends and between', [hidden('a'), settled('b'), hidden('c'), brazilFlag('d'), hidden('e')]],
    ['hidden ones only', [hidden('a'), hidden('b')]],
    ['a broken one between settled ones', [settled('a'), broken('b'), settled('c')]],
  ])('of %s is what JSON.stringify makes of its decisions, and counts each of them once', (_what, flags) => {
    const ruleset = compile(flags)
    for (const caller of ['cli', 'srv'] as const) {
      for (const context of [{}, IN_BRAZIL]) {
        const visible = ruleset
          .allFlags()
          .filter((flag) => caller === 'srv' || (flag.state === 'decidable' && flag.clientVisible))
          .map((flag) => ({ key: flag.key, resolution: evaluateFlag(flag, context, 0) }))
        const { text, verdicts } = decide(ruleset, context, caller)
        expect(text).toBe(JSON.stringify(visible.map(({ key, resolution }) => ofrepResult(key, resolution, caller))))
        const counted = new Map(verdicts.map((verdict) => [verdict.flag, verdict]))
        expect(verdicts).toHaveLength(visible.length)
        for (const { key, resolution } of visible) {
          expect(counted.get(key)).toMatchObject(verdictOf(key, resolution))
        }
      }
    }
  })

  it('has a tag that tells what it says, whichever flag differs', () => {
    const flags = [settled('a'), brazilFlag('b'), settled('c')]
    const tags = [
      decide(compile(flags)).tag,
      decide(compile(flags), IN_BRAZIL).tag,
      decide(compile([off('a'), brazilFlag('b'), settled('c')])).tag,
      decide(compile([settled('a'), brazilFlag('b'), off('c')])).tag,
      decide(compile(flags.toReversed())).tag,
      decide(compile(flags.slice(0, 2))).tag,
    ]
    expect(new Set(tags).size).toBe(tags.length)
    expect(decide(compile(flags)).tag).toBe(tags[0])
  })

  it('is STALE in each flag that serves a value, settled or not, where nobody says that the ruleset is the newest', () => {
    const ruleset = compile([settled('a'), brazilFlag('b'), broken('c')])
    const { pieces, verdicts } = createBulkPlan(ruleset, { caller: 'srv', isUnconfirmed: true }).decide({}, 0)
    const told = JSON.parse(`[${pieces.map(({ text }) => text).join('')}]`)
    expect(told).toMatchObject([{ reason: 'STALE' }, { reason: 'STALE' }, { errorCode: 'PARSE_ERROR' }])
    expect(verdicts.map(({ reason }) => reason).toSorted()).toEqual(['PARSE_ERROR', 'STALE', 'STALE'])
  })

  it('keeps what it counts by: the same decision is the same verdict', () => {
    const plan = createBulkPlan(compile([settled('a'), brazilFlag('b')]), { caller: 'cli', isUnconfirmed: false })
    const first = [...plan.decide({}, 0).verdicts]
    const again = plan.decide({}, 1)
    expect(again.verdicts.map((verdict, i) => verdict === first[i])).toEqual([true, true])
  })
})
