import { cleanUp } from './clean-up.ts'
import { createClock } from './clock.ts'
import type { VerifyConfig } from './config.ts'
import { createDecisions } from './decisions.ts'
import { fail, pass } from './finding.ts'
import { createManagement } from './management.ts'
import { type Say, runChecks } from './run-checks.ts'

/** Cleaning up is not ended with what it cleans up after. */
const NEVER = new AbortController().signal

/**
 * Looks whether a deployment keeps its promises, and takes away what it made for that, also when it is ended.
 * @param signal  ends it
 * @returns whether all was well
 */
export async function verifyDeployment(config: VerifyConfig, say: Say, signal: AbortSignal): Promise<boolean> {
  const flag = `verify-deployment-${crypto.randomUUID().slice(0, 8)}`
  const management = createManagement(config, signal)
  const decisions = createDecisions(config.edgeUrl, flag, signal)
  const deployment = { config, management, decisions, clock: createClock(signal), signal, flag }
  let hasPassed = false
  let problems: readonly string[] = []
  try {
    hasPassed = await runChecks(deployment, say)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    problems = await cleanUp(createManagement(config, NEVER), flag)
    say('what was made is gone', problems.length === 0 ? pass('the key and the flag') : fail(problems.join('; ')))
  }
  return hasPassed && problems.length === 0
}
