import { inspect } from 'node:util'
import type { Drill, Findings, Theatre } from './drill.ts'
import type { Progress } from './progress.ts'
import { reportOf } from './report-of.ts'
import { type Stage, setStage } from './stage.ts'

/** Runs drills one after the other and prints what each found; a drill that breaks has failed, and the next one has a new stage. */
export async function runDrills(
  drills: readonly Drill[],
  { isQuick, progress }: { readonly isQuick: boolean; readonly progress: Progress },
): Promise<boolean> {
  let stage: Promise<Stage> | undefined
  const close = async (): Promise<void> => {
    const open = stage
    stage = undefined
    await open?.then((set) => set.close()).catch(() => undefined)
  }
  let failed = 0
  for (const drill of drills) {
    const theatre: Theatre = {
      stage: () => (stage ??= setStage()),
      isQuick,
      extent: (full, quick) => (isQuick ? quick : full),
      say: (text) => progress.say(`${drill.name} ${text}`),
    }
    const startedAtMs = performance.now()
    const findings = await drill.run(theatre).catch(brokenBy)
    progress.clear()
    process.stdout.write(reportOf(drill, findings, performance.now() - startedAtMs))
    if (findings.problems.length === 0) continue
    failed += 1
    await close()
  }
  await close()
  process.stdout.write(`${drills.length - failed} of ${drills.length} drills passed\n`)
  return failed === 0
}

function brokenBy(cause: unknown): Findings {
  return { figures: {}, problems: [inspect(cause)] }
}
