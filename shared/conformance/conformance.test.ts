import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ConformanceFile, answerSuite } from './suite.ts'

const FOLDER = new URL('./cases/', import.meta.url)
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, file: JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ConformanceFile }))
const SUITES = FILES.flatMap(({ name, file }) =>
  file.suites.map((suite) => ({ name: `${name}: ${suite.name}`, suite })),
)

describe('conformance in Node', () => {
  it('has at least 600 cases with distinct names in each suite', () => {
    expect(SUITES.reduce((total, { suite }) => total + suite.cases.length, 0)).toBeGreaterThanOrEqual(600)
    for (const { suite } of SUITES) {
      const names = suite.cases.map((asked) => asked.name)
      expect([...names].filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    }
  })

  it.each(SUITES)('$name', ({ suite }) => {
    const answers = answerSuite(suite)
    const expected = suite.cases.map(({ name, expected }) => ({ name, evaluated: expected, explained: expected }))
    expect(suite.cases.map(({ name }, i) => ({ name, ...answers[i] }))).toEqual(expected)
  })
})
