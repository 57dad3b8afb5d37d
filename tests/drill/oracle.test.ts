import { describe, expect, it } from 'vitest'
import { booleanFlag } from '../../edge/testing/test-flags.ts'
import { encodeRuleset } from '../../shared/contracts/ruleset.ts'
import type { CountedAnswer } from './load/answers.ts'
import { createOracle } from './oracle.ts'

const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
const on: CountedAnswer = {
  version: 1,
  flag: 'f',
  person: 3,
  value: 'true',
  variant: 'on',
  reason: 'STATIC',
  times: 2,
}

function rulesetText(version: number, enabled: boolean): string {
  const flags = [booleanFlag('f', { enabled })]
  return new TextDecoder().decode(encodeRuleset({ environment: 'aaaaaaaaaaaa', version, settings, flags }))
}

describe('the oracle', () => {
  const oracle = createOracle()
  oracle.learn(1, rulesetText(1, true))
  oracle.learn(2, rulesetText(2, false))

  it('agrees with what the evaluator gives for the version that an answer names', () => {
    const off = { ...on, version: 2, value: 'false', variant: 'off', reason: 'DISABLED' }
    expect(oracle.judge([on, off])).toEqual({ different: 0, example: undefined })
  })

  it('counts every answer that says what another version says, and shows the first', () => {
    expect(oracle.judge([on, { ...on, version: 2, times: 3 }, { ...on, reason: 'SPLIT', times: 4 }])).toEqual({
      different: 7,
      example: 'f of version 2 for person 3: expected false off DISABLED, got true on STATIC',
    })
  })

  it('counts an answer that names a version which never was, or a flag that was not in it', () => {
    expect(oracle.judge([{ ...on, version: 3 }]).example).toBe('f was never in a version 3')
    expect(oracle.judge([{ ...on, flag: 'g' }]).different).toBe(2)
  })
})
