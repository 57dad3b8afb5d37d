import { DRILLS } from './drills/all-drills.ts'
import { readDrillOptions } from './drill-options.ts'
import { createProgress } from './progress.ts'
import { runDrills } from './run-drills.ts'

/** `npm run drill`: breaks the product under load in the ways that the table of threats names, and says what happened. */
const options = readDrillOptions(
  process.argv.slice(2),
  DRILLS.map(({ name }) => name),
)
if (options.ok) {
  const chosen = DRILLS.filter(({ name }) => options.value.names.includes(name))
  const hasPassed = await runDrills(chosen, {
    isQuick: options.value.isQuick,
    progress: createProgress(process.stderr),
  })
  process.exit(hasPassed ? 0 : 1)
}
process.stderr.write(`${options.problems.map(({ message }) => message).join('\n')}\n`)
process.exitCode = 2
