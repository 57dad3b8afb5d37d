import { areDecisionsCounted, isLocationListed } from './checks/seen-by-origin.ts'
import { isFreshKeyAccepted, isRevokedKeyRefused, isUnknownKeyRefused, isWrongChecksumRefused } from './checks/keys.ts'
import { isCacheKeeping, isEd25519Verified, isEdgeReady, isOriginReady } from './checks/services-ready.ts'
import { areTogglesSeen, isToggleSeenAfterPause } from './checks/toggles.ts'
import { type Finding, fail, pass, skip } from './finding.ts'
import { type Deployment, type Stage, setStage } from './stage.ts'

interface Check<T> {
  readonly name: string
  readonly run: (subject: T) => Promise<Finding>
  /** Without it the others would say the same, slowly. */
  readonly isVital?: boolean
}

const OF_DEPLOYMENT: readonly Check<Deployment>[] = [
  { name: 'the origin is ready', run: isOriginReady, isVital: true },
  { name: 'the edge is ready', run: isEdgeReady, isVital: true },
  { name: 'Ed25519 at the edge', run: isEd25519Verified },
  { name: 'the Cache API at the edge', run: isCacheKeeping },
]

const OF_STAGE: readonly Check<Stage>[] = [
  { name: 'a fresh key is accepted (bounds the lag of a replica)', run: isFreshKeyAccepted, isVital: true },
  { name: 'a key with a wrong checksum is refused', run: isWrongChecksumRefused },
  { name: 'a key that nobody made is refused', run: isUnknownKeyRefused },
  { name: 'a toggle is seen, from its request', run: areTogglesSeen },
  { name: 'a toggle is seen after a pause of 6 s', run: isToggleSeenAfterPause },
  { name: 'the origin knows where the version is', run: isLocationListed },
  { name: 'decisions are counted by way of DynamoDB', run: areDecisionsCounted },
  { name: 'a revoked key is refused', run: isRevokedKeyRefused },
]

const NOT_TRIED = skip('not tried')

/** @param say  takes each finding when it is there */
export type Say = (check: string, finding: Finding) => void

/** Runs every check in its order. @returns whether none failed */
export async function runChecks(deployment: Deployment, say: Say): Promise<boolean> {
  const of = createRun(deployment.signal, say)
  await of.all(OF_DEPLOYMENT, deployment)
  let stage: Stage | undefined
  const set = async (): Promise<Finding> => {
    stage = await setStage(deployment)
    return pass(deployment.flag)
  }
  await of.all([{ name: 'a flag and a key can be made', run: set, isVital: true }], undefined)
  if (stage === undefined) for (const { name } of OF_STAGE) say(name, NOT_TRIED)
  else await of.all(OF_STAGE, stage)
  return !of.hasFailed()
}

function createRun(signal: AbortSignal, say: Say) {
  let hasFailed = false
  let isHopeless = false
  const find = async <T>({ run }: Check<T>, subject: T): Promise<Finding> => {
    if (isHopeless) return NOT_TRIED
    try {
      return await run(subject)
    } catch (error) {
      signal.throwIfAborted()
      return fail(describe(error))
    }
  }
  return {
    all: async <T>(checks: readonly Check<T>[], subject: T): Promise<void> => {
      for (const check of checks) {
        const finding = await find(check, subject)
        say(check.name, finding)
        const isFailure = finding.result === 'FAIL'
        hasFailed ||= isFailure
        isHopeless ||= isFailure && check.isVital === true
      }
    },
    hasFailed: () => hasFailed,
  }
}

/** `fetch` says nothing; its cause says what. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
