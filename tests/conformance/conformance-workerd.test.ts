import { readFileSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arbitrarySuite } from '../../shared/conformance/arbitrary-suite.ts'
import { type ConformanceFile, answerSuite } from '../../shared/conformance/suite.ts'
import { type Workerd, startWorkerd } from './start-workerd.ts'

const FOLDER = new URL('../../shared/conformance/cases/', import.meta.url)
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

describe('conformance in workerd', () => {
  let workerd: Workerd
  beforeAll(async () => {
    workerd = await startWorkerd()
  })
  afterAll(() => workerd.stop())

  it.each(FILES)('%s', async (name) => {
    const { suites } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ConformanceFile
    const answers = await workerd.answer(suites)
    for (const [i, suite] of suites.entries()) {
      const expected = suite.cases.map(({ name, expected }) => ({ name, evaluated: expected, explained: expected }))
      expect(suite.cases.map(({ name }, k) => ({ name, ...answers[i]?.[k] }))).toEqual(expected)
    }
  })

  it('gives the answers that Node gives to random questions', async () => {
    const suites = fc.sample(arbitrarySuite(10), { seed: 20_261_124, numRuns: 60 })
    expect(await workerd.answer(suites)).toEqual(suites.map(answerSuite))
  })
})
