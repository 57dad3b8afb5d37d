import { isDeepStrictEqual } from 'node:util'
import { eventually } from '../../harness/eventually.ts'
import { readBodies, readPublication, readTruth } from '../../harness/publication.ts'
import type { Drill } from '../drill.ts'
import { FLIPPED_FLAG } from '../scene-flags.ts'
import type { Stage } from '../stage.ts'
import { underLoad } from '../under-load.ts'
import { type Written, readChange, writeUntilKilled } from '../write-until-killed.ts'

const EQUAL_WITHIN_MS = 5_000
/** Fewer than Redis keeps, so that every version of a life can be read after its end. */
const MOST_CHANGES = 40
const KEPT_VERSIONS = 50

/** F5: what was acknowledged stays, what was committed is pushed, and a version never stands for two rulesets. */
export const originKilledWriting: Drill = {
  name: 'F5',
  title: 'origin killed between commit and push',
  run: (theatre) =>
    underLoad(theatre, async ({ stage, goOn }) => {
      const kills = theatre.extent(300, 3)
      const known: Known = new Map()
      const lives: Life[] = []
      let written: Written = { acknowledged: 0, sent: 0 }
      for (let i = 0; i < kills; i++) {
        await goOn(0, `origin killed ${i} times, ${written.sent} changes sent`)
        written = await writeUntilKilled(stage.stack, written, MOST_CHANGES)
        lives.push(await judgeLife(stage, { written, known }))
      }
      const reset = await stage.stack.api(FLIPPED_FLAG, { method: 'PATCH', body: { defaultServe: { variant: 'on' } } })
      if (reset.status !== 200) throw new Error(`as it was before: ${reset.text}`)
      await stage.learn()
      const unpushed = lives.filter(({ isUnpushed }) => isUnpushed).length
      const equalMs = Math.max(...lives.map((life) => life.equalMs))
      return {
        figures: { kills, changes: written.sent, unpushed, equal: `${(equalMs / 1_000).toFixed(1)} s` },
        problems: [
          ...lives.flatMap(({ problems }) => problems),
          ...(unpushed === 0 && !theatre.isQuick ? ['no death was between commit and push'] : []),
        ],
      }
    }),
}

/** The ruleset of every version that SQLite or Redis ever showed. */
type Known = Map<number, string>

interface Life {
  /** Whether it ended between a commit and its push. */
  readonly isUnpushed: boolean
  /** How long after its return Redis was what SQLite says. */
  readonly equalMs: number
  readonly problems: readonly string[]
}

/** Looks at what the dead origin left, starts it again, and looks at what it makes of that. */
async function judgeLife(
  stage: Stage,
  { written, known }: { readonly written: Written; readonly known: Known },
): Promise<Life> {
  const { stack } = stage
  const left = await readTruth(stack)
  const pushed = await readPublication(stack)
  const reusedBefore = await learnVersions(stage, known)
  await stack.revive('origin')
  const revivedAtMs = performance.now()
  const truth = await readTruth(stack)
  const found = await eventually(
    () => readPublication(stack),
    (publication) => isDeepStrictEqual(publication, truth),
    EQUAL_WITHIN_MS,
  )
  const equalMs = performance.now() - revivedAtMs
  const reusedAfter = await learnVersions(stage, known)
  const change = await readChange(stack)
  return {
    isUnpushed: left.version > (pushed?.version ?? 0),
    equalMs,
    problems: [
      ...(isDeepStrictEqual(found, truth)
        ? []
        : [`Redis is not what SQLite says of version ${truth.version} within 5 s`]),
      ...(change >= written.acknowledged && change <= written.sent
        ? []
        : [`change ${written.acknowledged} was acknowledged, ${written.sent} sent, and the origin has ${change}`]),
      ...[...reusedBefore, ...reusedAfter].map((version) => `version ${version} stands for two rulesets`),
    ],
  }
}

/** @returns the versions whose ruleset is another than it was */
async function learnVersions({ stack, oracle }: Stage, known: Known): Promise<readonly number[]> {
  const { version: newest, ruleset } = await readTruth(stack)
  const shown = [...(await readBodies(stack, { newest, count: KEPT_VERSIONS })), [newest, ruleset] as const]
  for (const [version, text] of shown) {
    if (known.has(version)) continue
    known.set(version, text)
    oracle.learn(version, text)
  }
  return shown.filter(([version, text]) => known.get(version) !== text).map(([version]) => version)
}
