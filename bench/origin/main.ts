/**
 * `npm run bench:origin [-- --quick]`
 * The control plane with a large organisation in it, against the least that Express can do.
 * `--quick` looks whether everything still runs; its figures mean nothing and are not written down.
 */
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { measureCalls } from './measure-calls.ts'
import { measurePublishing } from './measure-publishing.ts'
import { readMemory } from './read-memory.ts'
import { reportRun } from './report.ts'
import { startWorld } from './world.ts'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const plan = options.quick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 2 }
const publications = options.quick ? 3 : 20
const scale = options.quick ? { flags: 200, segments: 20 } : { flags: 5_000, segments: 200 }
const date = new Date().toISOString().slice(0, 10)
const machine = describeMachine()

console.log('Filling the database…')
const world = await startWorld(scale)
try {
  console.log('Measuring publications…')
  const publishing = await measurePublishing(world, publications)
  console.log('Measuring calls…')
  const calls = await measureCalls(world, plan)
  const memory = readMemory(world.origin.pid ?? 0)
  const report = reportRun({ ...plan, date, machine, scale, calls, publishing, memory })
  console.log(`\n${report}`)
  if (!options.quick) writeSection('bench:origin', report)
} finally {
  await world.close()
}
