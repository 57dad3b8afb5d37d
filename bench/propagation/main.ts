/**
 * `npm run bench:propagation [-- --only attention,off,sleeping,cost,large] [--edits 500] [--rtt 0,50,150] [--isolates 3] [--seconds 60]`
 * How long an edit takes to every edge, and what it costs to be that fast. Each phase writes its own part of the results.
 */
import { readOptions } from './options.ts'
import { RUN_PHASE } from './phases.ts'

const options = readOptions(process.argv.slice(2))
const problems: string[] = []
for (const phase of options.phases) {
  console.log(`Measuring: ${phase}…`)
  problems.push(...(await RUN_PHASE[phase](options)))
}
if (problems.length > 0) {
  console.error(`\n${problems.length} PROBLEMS:\n  ${problems.slice(0, 20).join('\n  ')}`)
  process.exitCode = 1
}
