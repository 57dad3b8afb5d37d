import { readFileSync, readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type ConformanceFile, answerSuite } from '../../shared/conformance/suite.ts'

const FOLDER = new URL('../../shared/conformance/cases/', import.meta.url)

/** Whether every case is answered as expected, by evaluation and by explanation. Stops at the first that is not. */
function passes(): boolean {
  return readdirSync(FOLDER).every((name) => {
    const { suites } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ConformanceFile
    return suites.every((suite) =>
      answerSuite(suite).every(({ evaluated, explained }, i) => {
        const expected = suite.cases[i]?.expected
        return isDeepStrictEqual(evaluated, expected) && isDeepStrictEqual(explained, expected)
      }),
    )
  })
}

process.exitCode = passes() ? 0 : 1
