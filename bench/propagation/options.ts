import { parseArgs } from 'node:util'

export const PHASES = ['attention', 'off', 'sleeping', 'cost', 'large'] as const
export type Phase = (typeof PHASES)[number]

export interface Options {
  readonly phases: readonly Phase[]
  readonly edits: number
  readonly roundTripsMs: readonly number[]
  readonly isolates: number
  /** For which each use is watched in `cost`. */
  readonly seconds: number
}

/** @throws with what was expected */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: PHASES.join(',') },
      edits: { type: 'string', default: '500' },
      rtt: { type: 'string', default: '0,50,150' },
      isolates: { type: 'string', default: '6' },
      seconds: { type: 'string', default: '60' },
    },
  })
  return {
    phases: values.only.split(',').map(readPhase),
    edits: readNumber('edits', values.edits, 1),
    roundTripsMs: values.rtt.split(',').map((text) => readNumber('rtt', text, 0)),
    isolates: readNumber('isolates', values.isolates, 1),
    seconds: readNumber('seconds', values.seconds, 1),
  }
}

function readPhase(text: string): Phase {
  const phase = PHASES.find((name) => name === text)
  if (phase === undefined) throw new Error(`--only: expected some of ${PHASES.join(', ')}, got ${JSON.stringify(text)}`)
  return phase
}

function readNumber(name: string, text: string, least: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least) return value
  throw new Error(`--${name}: expected a whole number from ${least}, got ${JSON.stringify(text)}`)
}
