/**
 * `npm run bench:engine [-- --quick] [--only togglemaster,floor,…] [--no-cold]`
 * Compares this evaluator with a hand-written floor and with other engines, all doing the same validated work.
 * `--quick` looks whether everything still runs; its figures mean nothing and are not written down.
 */
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { type ColdPlan, measureCold } from './cold.ts'
import { type EngineProcess, startEngine } from './engine-process.ts'
import { ENGINE_NAMES, type EngineName } from './engines.ts'
import { installPeers } from './install-peers.ts'
import { reportRun } from './report.ts'
import { runRounds } from './rounds.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    cold: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

const FULL = {
  rounds: 9,
  calibration: { warmUpMs: 400, sampleMs: 40 },
  cold: { flags: 10_000, rounds: 9, peerRounds: 3 } satisfies ColdPlan,
}
const QUICK = {
  rounds: 3,
  calibration: { warmUpMs: 60, sampleMs: 5 },
  cold: { flags: 500, rounds: 1, peerRounds: 1 } satisfies ColdPlan,
}
/** Flags of each kind; the smoke test makes a tenth. */
if (options.quick) process.env['NPER'] ??= '25'

const plan = options.quick ? QUICK : FULL
const names = ENGINE_NAMES.filter((name) => options.only?.split(',').includes(name) ?? true)
const date = new Date().toISOString().slice(0, 10)
const machine = describeMachine()
const versions = new Map<EngineName, string>()
const excluded = new Map<EngineName, readonly string[]>()

installPeers()
const engines: EngineProcess[] = []
try {
  for (const name of names) await admit(name)
  for (const engine of engines) await engine.ask({ ask: 'warmUp' })
  const samples = await runRounds(engines, plan.rounds)
  for (const engine of engines) engine.stop()
  const valid = engines.map(({ name }) => name)
  const cold = options.cold ? await measureCold(valid, plan.cold) : []
  const { rounds } = plan
  const { sampleMs } = plan.calibration
  const report = reportRun({ date, machine, rounds, sampleMs, samples, cold, versions, excluded })
  console.log(`\n${report}`)
  if (!options.quick && options.only === undefined && options.cold) writeSection('bench:engine', report)
} finally {
  for (const engine of engines) engine.stop()
}
if (excluded.size > 0) {
  console.error(`\nEXCLUDED: ${[...excluded.keys()].join(', ')}`)
  process.exitCode = 1
}

/** Starts an engine and lets it take part only when it does the work. */
async function admit(name: EngineName): Promise<void> {
  console.log(`Validating ${name}…`)
  try {
    const engine = await startEngine(name, plan.calibration)
    const { version, problems = [] } = await engine.ask({ ask: 'validate' })
    if (version !== undefined) versions.set(name, version)
    if (problems.length === 0) {
      engines.push(engine)
      return
    }
    engine.stop()
    excluded.set(name, problems)
  } catch (error) {
    excluded.set(name, [String(error)])
  }
  console.error(`${name} is EXCLUDED:\n  ${excluded.get(name)?.join('\n  ')}`)
}
