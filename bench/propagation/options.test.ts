import { expect, it } from 'vitest'
import { PHASES, readOptions } from './options.ts'

it('measures everything unless told otherwise', () => {
  expect(readOptions([])).toMatchObject({ phases: PHASES, edits: 500, roundTripsMs: [0, 50, 150] })
})

it('measures some of it', () => {
  const options = readOptions(['--only', 'off,large', '--edits', '40', '--rtt', '0'])
  expect(options).toMatchObject({ phases: ['off', 'large'], edits: 40, roundTripsMs: [0] })
})

it.each([
  [['--only', 'of'], '--only: expected some of attention, off, sleeping, cost, large, got "of"'],
  [['--edits', '0'], '--edits: expected a whole number from 1, got "0"'],
  [['--rtt', '0,x'], '--rtt: expected a whole number from 0, got "x"'],
])('says what it does not understand in %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})
