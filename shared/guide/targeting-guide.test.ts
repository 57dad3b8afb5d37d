import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conditionSchema } from '../contracts/condition.ts'
import { ruleSchema } from '../contracts/flag.ts'
import { OPERATORS } from '../contracts/operators/operator-table.ts'
import { parseWith } from '../contracts/parse-with.ts'
import { parseSegment } from '../contracts/segment.ts'
import { EXAMPLES } from './examples.ts'
import { targetingGuide } from './targeting-guide.ts'

describe('docs/targeting.md', () => {
  it('is what the operator table says (npm run docs:targeting writes it)', () => {
    expect(readFileSync(new URL('../../docs/targeting.md', import.meta.url), 'utf8')).toBe(targetingGuide())
  })

  it('has a section for every operator', () => {
    for (const name of Object.keys(OPERATORS)) expect(targetingGuide()).toContain(`### ${name}\n`)
  })

  it('shows only what the parsers accept', () => {
    const { combination, segment, ...rules } = EXAMPLES
    expect(parseWith(conditionSchema, combination)).toEqual({ ok: true, value: combination })
    expect(parseSegment(segment)).toEqual({ ok: true, value: segment })
    for (const rule of Object.values(rules)) expect(parseWith(ruleSchema, rule)).toEqual({ ok: true, value: rule })
  })
})
