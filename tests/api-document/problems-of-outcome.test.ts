import { describe, expect, it } from 'vitest'
import { problemsOfOutcome } from './problems-of-outcome.ts'
import { readCommands } from './read-commands.ts'
import { type Outcome, runCommands } from './run-commands.ts'

const [command] = readCommands('```sh\ncurl "$A" # 409\n```\n\n```json\n{"key":"a","at":"…",…,"version":2}\n```\n')

function outcome(parts: Partial<Outcome>): Outcome {
  if (command === undefined) throw new Error('expected a command')
  const requests = [{ method: 'GET', url: 'http://a/', status: 409 }]
  const output = '{"key":"a","at":"2026","version":2}'
  return { command, requests, output, complaint: undefined, ...parts }
}

describe('a command of a document', () => {
  it('is answered as documented', () => {
    expect(problemsOfOutcome(outcome({}))).toEqual([])
  })

  it.each([
    [{ requests: [{ method: 'GET', url: 'http://a/', status: 201 }] }, /line 2: answered 201, not 409/],
    [{ requests: [] }, /asked for nothing/],
    [{ complaint: 'exit code 1: no' }, /exit code 1/],
    [{ output: '{"key":"b","at":"2026","version":2}' }, /has no "key":"a"/],
    [{ output: '{"key":"a","version":2}' }, /has no "at":/],
  ])('does not do what its document says with %j', (parts, problem) => {
    const problems = problemsOfOutcome(outcome(parts))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(problem)
  })

  it('goes on behind a backslash and within quotes, in the shell of the one before', async () => {
    const commands = readCommands('```sh\nA=\'one\ntwo\'\necho \\\n  "$A"\nfalse\necho $B\n```\n')
    const outcomes = await runCommands(commands, {})
    expect(outcomes.map(({ command, output }) => [command.line, output])).toEqual([
      [2, ''],
      [4, 'one\ntwo\n'],
      [6, ''],
      [7, ''],
    ])
    expect(outcomes.flatMap(problemsOfOutcome)).toEqual([
      expect.stringContaining('line 6: exit code 1'),
      expect.stringContaining('line 7: exit code'),
    ])
  })
})
