/** `npm run verify:deployment`: whether a deployment keeps what is promised, measured from here. Ends with 1 when not. */
import { describeProblem } from '../shared/contracts/parse-result.ts'
import { readVerifyConfig } from './config.ts'
import { TABLE_HEAD, rowOf } from './table.ts'
import { verifyDeployment } from './verify-deployment.ts'

const INTERRUPTED = 130
const WRONG_SETTINGS = 2

const config = readVerifyConfig(process.env)
if (config.ok) {
  const ending = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort())
  print(TABLE_HEAD)
  const isWell = await verifyDeployment(config.value, (check, finding) => print(rowOf(check, finding)), ending.signal)
  print(
    'What stays: the tombstone of the flag, its counters, the revoked key, and the entries of all this in the audit.',
  )
  process.exitCode = ending.signal.aborted ? INTERRUPTED : isWell ? 0 : 1
} else {
  process.stderr.write(`Cannot verify with these settings:\n${config.problems.map(describeProblem).join('\n')}\n`)
  process.exitCode = WRONG_SETTINGS
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
