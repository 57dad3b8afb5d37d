/**
 * `npm run bench:edge [-- --quick] [--only limit,togglemaster,…]`
 * Loads the whole Worker, beside the least that a Worker can do and beside other vendors' SDKs in one.
 * `--quick` looks whether everything still runs; its figures mean nothing and are not written down.
 */
import { parseArgs } from 'node:util'
import { installPeers } from '../engine/install-peers.ts'
import { describeMachine } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { ALLKEYS } from '../workloads.mjs'
import { CONTENDER_NAMES, startContender } from './contenders.ts'
import { isWrkInstalled } from './load.ts'
import { reportRun } from './report.ts'
import { type Admitted, decisionsIn, runRounds } from './rounds.ts'
import { runtimePids } from './runtime-process.ts'
import { validateContender } from './validate-contender.ts'

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})

/** Many short rounds: a machine that others share is slower for some seconds, and that is then one round's matter. */
const plan = options.quick ? { rounds: 1, seconds: 1 } : { rounds: 25, seconds: 1 }
/** Compiled for good only after some seconds of load. */
const warmUpSeconds = options.quick ? 1 : 6
const names = CONTENDER_NAMES.filter((name) => options.only?.split(',').includes(name) ?? true)
const date = new Date().toISOString().slice(0, 10)
const machine = describeMachine()

if (!(await isWrkInstalled())) {
  console.error('The load is made by wrk, which is not installed: apt-get install wrk (Debian, Ubuntu).')
  process.exit(1)
}
installPeers()
const admitted: Admitted[] = []
try {
  for (const name of names) admitted.push(await admit(name))
  const warmUp = await runRounds(admitted, { rounds: 1, seconds: warmUpSeconds })
  const samples = await runRounds(admitted, plan)
  for (const { name, contender } of admitted) {
    await contender.verify?.(decisionsIn(warmUp.get(name)) + decisionsIn(samples.get(name)))
  }
  const report = reportRun({ ...plan, date, machine, flags: ALLKEYS.length, samples })
  console.log(`\n${report}`)
  if (!options.quick && options.only === undefined) writeSection('bench:edge', report)
} finally {
  for (const { contender } of admitted) await contender.close()
}

/** Starts a contender in a process of its own, and lets it take part only when its answers are right. */
async function admit(name: string): Promise<Admitted> {
  console.log(`Validating ${name}…`)
  const before = new Set(runtimePids())
  const contender = await startContender(name)
  const pid = runtimePids().find((each) => !before.has(each))
  const problems = await validateContender(contender)
  if (pid === undefined || problems.length > 0) {
    await contender.close()
    throw new Error(`${name} does not do the work:\n  ${problems.join('\n  ')}`)
  }
  return { name, pid, contender }
}
