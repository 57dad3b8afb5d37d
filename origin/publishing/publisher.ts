import { createAlarm } from './alarm.ts'
import { findDrift } from './find-drift.ts'
import { type LastWritten, type Publication, type PublishingParts, publishEnvironment } from './publish-environment.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** Carries committed changes to Redis; holds no truth of its own, so a crash at any point loses nothing. */
export interface Publisher {
  /** Says that an outbox row was committed; returns at once. */
  readonly notify: (environmentId: string) => void
  /**
   * Resolves when Redis has what was committed so far, or after `timeoutMs`, or at once while Redis is known to be
   * down; never rejects.
   */
  readonly settled: (environmentIds: readonly string[], timeoutMs: number) => Promise<void>
  readonly status: () => PublisherStatus
  /** Publishes every environment once, then keeps Redis equal to SQLite. */
  readonly start: () => void
  /** Ends after the publication under way. */
  readonly stop: () => Promise<void>
}

export interface PublisherStatus {
  readonly redis: 'up' | 'down' | 'unknown'
  readonly unpublished: number
  /** Age of the oldest change that Redis does not have; 0 when there is none. */
  readonly oldestUnpublishedMs: number
  readonly problem: string | undefined
}

export interface PublisherParts extends PublishingParts {
  readonly random: () => number
  readonly onProblem: (problem: string, error: unknown) => void
  readonly onPublished: (environmentId: string, tookMs: number) => void
}

/** A lost push, an eviction or a flush is healed within 15 s: a look at every 10 s leaves 5 for the work. */
const RECONCILE_EVERY_MS = 10_000
/** Edges take a head older than 90 s for an old one put back. */
const REISSUE_EVERY_MS = 30_000
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2_000

export function createPublisher(parts: PublisherParts): Publisher {
  const pending = new Set<string>()
  const lastWritten = new Map<string, LastWritten>()
  const problems = new Map<string, string>()
  const waitingRoom = createWaitingRoom()
  const alarm = createAlarm()
  const timers: NodeJS.Timeout[] = []
  let failures = 0
  let reached = false
  const lifetime = new AbortController()
  let loop: Promise<void> = Promise.resolve()

  const notify = (environmentId: string): void => {
    pending.add(environmentId)
    waitingRoom.enter(environmentId)
    if (failures === 0) alarm.ring()
  }

  const publishPending = async (): Promise<void> => {
    while (!lifetime.signal.aborted) {
      const [environmentId] = pending
      if (environmentId === undefined) await alarm.wait(undefined)
      else if (!(await publishOne(environmentId))) await alarm.wait(retryDelayMs(failures, parts.random()))
    }
  }

  const publishOne = async (environmentId: string): Promise<boolean> => {
    pending.delete(environmentId)
    const startedAtMs = parts.clock()
    try {
      remember(environmentId, await publishEnvironment(parts, environmentId, lastWritten.get(environmentId)))
    } catch (error) {
      pending.add(environmentId)
      noteFailure(error)
      return false
    }
    failures = 0
    reached = true
    if (!pending.has(environmentId)) waitingRoom.leave(environmentId)
    parts.onPublished(environmentId, parts.clock() - startedAtMs)
    return true
  }

  const remember = (environmentId: string, { written, problem }: Publication): void => {
    if (written === undefined) lastWritten.delete(environmentId)
    else lastWritten.set(environmentId, written)
    if (problem === undefined) problems.delete(environmentId)
    else if (problems.get(environmentId) !== problem) {
      problems.set(environmentId, problem)
      parts.onProblem(`environment ${environmentId}: ${problem}`, undefined)
    }
  }

  const noteFailure = (error: unknown): void => {
    if (failures === 0) parts.onProblem('publishing failed', error)
    failures++
    waitingRoom.leaveAll()
  }

  const reconcile = async (): Promise<void> => {
    if (failures > 0) return
    try {
      for (const environmentId of await findDrift(parts, lastWritten)) {
        lastWritten.delete(environmentId)
        notify(environmentId)
      }
    } catch (error) {
      parts.onProblem('Redis could not be compared with the database', error)
    }
  }

  const notifyAll = (): void => {
    for (const { environmentId } of parts.repository.versions()) notify(environmentId)
  }

  return {
    notify,
    settled: (environmentIds, timeoutMs) =>
      failures > 0 || lifetime.signal.aborted ? Promise.resolve() : waitingRoom.untilLeft(environmentIds, timeoutMs),
    status: () => {
      const { unpublished, oldestCommittedAtMs } = parts.repository.backlog()
      const age = oldestCommittedAtMs === undefined ? 0 : Math.max(0, parts.clock() - oldestCommittedAtMs)
      return {
        redis: redisState(failures, reached),
        unpublished,
        oldestUnpublishedMs: age,
        problem: inOneLine(problems),
      }
    },
    start: () => {
      notifyAll()
      timers.push(
        setInterval(() => void reconcile(), RECONCILE_EVERY_MS),
        setInterval(notifyAll, REISSUE_EVERY_MS),
      )
      loop = publishPending()
    },
    stop: async () => {
      lifetime.abort()
      for (const timer of timers) clearInterval(timer)
      waitingRoom.leaveAll()
      alarm.ring()
      await loop
    },
  }
}

/** Doubles from 0.1 s to 2 s, with jitter, so that what was healed is fresh well within 10 s. */
function retryDelayMs(failures: number, random: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)) * (0.5 + random / 2)
}

function redisState(failures: number, reached: boolean): PublisherStatus['redis'] {
  if (failures > 0) return 'down'
  return reached ? 'up' : 'unknown'
}

function inOneLine(problems: ReadonlyMap<string, string>): string | undefined {
  return problems.size === 0 ? undefined : [...problems].map(([id, problem]) => `${id}: ${problem}`).join('; ')
}
