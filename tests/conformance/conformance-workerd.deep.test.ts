import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitrarySuite } from '../../shared/conformance/arbitrary-suite.ts'
import { answerSuite } from '../../shared/conformance/suite.ts'
import { startWorkerd } from './start-workerd.ts'

const CASES = 100_000
const SUITES_AT_ONCE = 50

it('agrees with Node on 100 000 random cases', { timeout: 600_000 }, async () => {
  const workerd = await startWorkerd()
  let asked = 0
  for (let seed = Date.now() % 1_000_000; asked < CASES; seed++) {
    const suites = fc.sample(arbitrarySuite(20), { seed, numRuns: SUITES_AT_ONCE })
    expect(await workerd.answer(suites), `seed ${seed}`).toEqual(suites.map(answerSuite))
    asked += suites.reduce((total, suite) => total + suite.cases.length, 0)
  }
  await workerd.stop()
})
