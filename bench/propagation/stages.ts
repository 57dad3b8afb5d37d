import type { MeteredCommand } from './metered-store.ts'
import { quantile } from './quantile.ts'
import type { Answer, Edit } from './sightings.ts'

/** Where the time of an edit goes, in medians of milliseconds. */
export interface Stages {
  /** From the beginning of the commit until its head lies in Redis. */
  readonly published: number
  /** From there until an isolate has looked at it. */
  readonly noticed: number
  /** From there until an evaluation that shows it has arrived: body, verification, the next request. */
  readonly shown: number
}

export interface StageSources {
  /** Of the environment that is edited, by ascending version. */
  readonly edits: readonly Edit[]
  readonly origin: readonly MeteredCommand[]
  readonly isolates: readonly { readonly commands: readonly MeteredCommand[]; readonly answers: readonly Answer[] }[]
}

export function stagesOf({ edits, origin, isolates }: StageSources): Stages {
  const published = momentsOf(edits, origin.filter(isHeadWritten).map(momentOf))
  const between = (from: Moments, to: Moments): readonly number[] =>
    edits.flatMap(({ version }) => {
      const [fromMs, toMs] = [from.get(version), to.get(version)]
      return fromMs === undefined || toMs === undefined ? [] : [toMs - fromMs]
    })
  const each = isolates.map(({ commands, answers }) => ({
    noticed: momentsOf(edits, commands.filter(isHeadRead).map(momentOf)),
    shown: momentsOf(
      edits,
      answers.map(({ version, arrivedAtMs }) => ({ version, atMs: arrivedAtMs })),
    ),
  }))
  const committed: Moments = new Map(edits.map(({ version, committedAtMs }) => [version, committedAtMs]))
  return {
    published: median(between(committed, published)),
    noticed: median(each.flatMap(({ noticed }) => between(published, noticed))),
    shown: median(each.flatMap(({ noticed, shown }) => between(noticed, shown))),
  }
}

/** When each edit's version, or a later one, was first there. */
type Moments = ReadonlyMap<number, number>

interface Moment {
  readonly version: number
  readonly atMs: number
}

function momentsOf(edits: readonly Edit[], moments: readonly Moment[]): Moments {
  const first = new Map<number, number>()
  let next = 0
  for (const { version, atMs } of moments) {
    for (let edit = edits[next]; edit !== undefined && edit.version <= version; edit = edits[++next]) {
      first.set(edit.version, atMs)
    }
  }
  return first
}

function momentOf({ version = 0, answeredAtMs }: MeteredCommand): Moment {
  return { version, atMs: answeredAtMs }
}

function isHeadWritten({ name, key }: MeteredCommand): boolean {
  return key.endsWith(':head') && (name === 'EVAL' || name === 'EVALSHA')
}

function isHeadRead({ name, key }: MeteredCommand): boolean {
  return key.endsWith(':head') && (name === 'MGET' || name === 'GET')
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
