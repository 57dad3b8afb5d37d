import type { Trace } from '../../shared/contracts/traceparent.ts'
import type { AttentionBook } from '../attention/attention-book.ts'
import { createAlarm } from './alarm.ts'
import { findDrift } from './find-drift.ts'
import { type Publication, type PublishingParts, publishEnvironment, servedOf } from './publish-environment.ts'
import { createPublishingQueue } from './publishing-queue.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** Carries committed changes to Redis; holds no truth of its own, so a crash at any point loses nothing. */
export interface Publisher {
  /**
   * Says that an outbox row was committed, or that attention was raised; returns at once. Whoever changes something is
   * likely to go on, so that it raises attention too. Of changes that are published together the last trace goes along.
   */
  readonly notify: (environmentId: string, trace?: Trace) => void
  /**
   * Resolves when Redis has what was committed so far, or after `timeoutMs`, or at once when it is known that it will
   * not have it soon; never rejects.
   */
  readonly settled: (environmentIds: readonly string[], timeoutMs: number) => Promise<void>
  /** How many flags edges have, as far as it is known. */
  readonly servedFlags: (environmentId: string) => number | undefined
  /** Whether this version is not let out as it is, as far as it is known. */
  readonly isRefused: (environmentId: string, version: number) => boolean
  readonly status: () => PublisherStatus
  /** Publishes every environment once, then keeps Redis equal to SQLite. */
  readonly start: () => void
  /** Ends after the publication under way. */
  readonly stop: () => Promise<void>
}

export interface PublisherStatus {
  readonly redis: 'up' | 'down' | 'unknown'
  /** Changes that Redis does not have yet and could have; those of refused rulesets are not among them. */
  readonly unpublished: number
  /** Age of the oldest change that Redis does not have; 0 when there is none. */
  readonly oldestUnpublishedMs: number
  /** Environments whose newest ruleset can never go out as it is, until somebody changes it. */
  readonly refused: number
  /** For the log: it names flags. */
  readonly problem: string | undefined
}

export interface PublisherParts extends PublishingParts {
  readonly attention: Pick<AttentionBook, 'current' | 'raise'>
  readonly random: () => number
  readonly onProblem: (problem: string, error: unknown) => void
  readonly onPublished: (environmentId: string, tookMs: number) => void
}

/** A lost push, an eviction or a flush is healed within 15 s: a look at every 10 s leaves 5 for the work. */
const RECONCILE_EVERY_MS = 10_000
/** Edges take a head older than 90 s for an old one put back. */
const REISSUE_EVERY_MS = 30_000
const TICK_MS = 1_000
/** With the two seconds that a question may take: known within seven. */
const WATCH_EVERY_MS = 5_000
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2_000

export function createPublisher(parts: PublisherParts): Publisher {
  const queue = createPublishingQueue()
  const publications = new Map<string, Publication>()
  const traces = new Map<string, Trace>()
  const failures = new Map<string, number>()
  const issueAgainAtMs = new Map<string, number>()
  const drifted = new Set<string>()
  const waitingRoom = createWaitingRoom()
  const alarm = createAlarm()
  const timers: NodeJS.Timeout[] = []
  const lifetime = new AbortController()
  let redis: PublisherStatus['redis'] = 'unknown'
  let isComparing = false
  let looks = 0
  let loop: Promise<void> = Promise.resolve()

  const publishPending = async (): Promise<void> => {
    while (!lifetime.signal.aborted) {
      const nowMs = parts.clock()
      const environmentId = queue.take(nowMs)
      const nextAtMs = queue.nextAtMs()
      if (environmentId !== undefined) await publishOne(environmentId)
      else await alarm.wait(nextAtMs === undefined ? undefined : Math.max(1, nextAtMs - nowMs))
    }
  }

  const publishOne = async (environmentId: string): Promise<void> => {
    const startedAtMs = parts.clock()
    const known = knownOf(environmentId)
    const trace = traces.get(environmentId)
    try {
      remember(environmentId, await publishEnvironment(parts, { environmentId, trace }, known))
    } catch (error) {
      await noteFailure(environmentId, error)
      return
    }
    redis = 'up'
    // Another change may have come meanwhile, whose version is the next one.
    if (traces.get(environmentId) === trace) traces.delete(environmentId)
    failures.delete(environmentId)
    issueAgainAtMs.set(environmentId, parts.clock() + issueAgainInMs(environmentId))
    if (!queue.isWaiting(environmentId)) waitingRoom.leave(environmentId)
    parts.onPublished(environmentId, parts.clock() - startedAtMs)
  }

  /**
   * Spread over a quarter of the time, so that many environments do not come due together. Attention that ended is not
   * left in a head, where an isolate that sees it for the first time would begin it again.
   */
  const issueAgainInMs = (environmentId: string): number => {
    const attentionMs = parts.attention.current(environmentId)?.forMs ?? Infinity
    return Math.min(attentionMs, REISSUE_EVERY_MS * (0.75 + parts.random() / 4))
  }

  /** Of what drifted only that which edges serve: what lies in Redis is looked at anew. */
  const knownOf = (environmentId: string): Publication => {
    const publication = publications.get(environmentId) ?? {}
    return drifted.delete(environmentId) ? { lost: servedOf(publication) } : publication
  }

  const remember = (environmentId: string, publication: Publication): void => {
    const before = publications.get(environmentId)?.problem
    publications.set(environmentId, publication)
    if (publication.problem !== undefined && publication.problem !== before) {
      parts.onProblem(`environment ${environmentId}: ${publication.problem}`, undefined)
    }
  }

  /** A Redis that is down holds up everything for a moment; one that refuses one environment holds up that one. */
  const noteFailure = async (environmentId: string, error: unknown): Promise<void> => {
    const count = (failures.get(environmentId) ?? 0) + 1
    failures.set(environmentId, count)
    const delayMs = retryDelayMs(count, parts.random())
    queue.postpone(environmentId, parts.clock(), delayMs)
    waitingRoom.leave(environmentId)
    const isReachable = await parts.store.isReachable()
    if (count === 1 && redis !== 'down') parts.onProblem(`environment ${environmentId}: publishing failed`, error)
    redis = isReachable ? 'up' : 'down'
    if (isReachable) return
    waitingRoom.leaveAll()
    await alarm.wait(delayMs)
  }

  /** So that `status` tells the truth also while nobody changes anything. */
  const watch = async (): Promise<void> => {
    redis = (await parts.store.isReachable()) ? 'up' : 'down'
  }

  const compare = async (): Promise<void> => {
    if (isComparing || redis === 'down') return
    isComparing = true
    looks += 1
    try {
      for (const environmentId of await findDrift(parts, publications, looks)) {
        drifted.add(environmentId)
        queue.addDue(environmentId)
      }
      alarm.ring()
    } catch (error) {
      parts.onProblem('Redis could not be compared with the database', error)
    } finally {
      isComparing = false
    }
  }

  /**
   * Reads no database, so that one which does not answer cannot end the process from here. What lies further ahead than
   * it was ever set is due since the clock stepped back.
   */
  const issueWhatIsDue = (): void => {
    const nowMs = parts.clock()
    const due = [...issueAgainAtMs].filter(([, atMs]) => atMs <= nowMs || atMs > nowMs + REISSUE_EVERY_MS)
    for (const [environmentId] of due) {
      issueAgainAtMs.delete(environmentId)
      queue.addDue(environmentId)
    }
    if (due.length > 0) alarm.ring()
  }

  return {
    notify: (environmentId, trace) => {
      if (trace !== undefined) traces.set(environmentId, trace)
      parts.attention.raise(environmentId)
      queue.addChanged(environmentId)
      waitingRoom.enter(environmentId)
      alarm.ring()
    },
    settled: (environmentIds, timeoutMs) => {
      const isHopeless = redis === 'down' || environmentIds.some((id) => failures.has(id)) || lifetime.signal.aborted
      return isHopeless ? Promise.resolve() : waitingRoom.untilLeft(environmentIds, timeoutMs)
    },
    isRefused: (environmentId, version) => publications.get(environmentId)?.refusedVersion === version,
    servedFlags: (environmentId) => servedOf(publications.get(environmentId) ?? {})?.flags,
    status: () => {
      const refused = [...publications].filter(([, { refusedVersion }]) => refusedVersion !== undefined)
      const { unpublished, oldestCommittedAtMs } = parts.repository.backlog(refused.map(([id]) => id))
      const age = oldestCommittedAtMs === undefined ? 0 : Math.max(0, parts.clock() - oldestCommittedAtMs)
      const problem = inOneLine(publications)
      return { redis, unpublished, oldestUnpublishedMs: age, refused: refused.length, problem }
    },
    start: () => {
      for (const { environmentId } of parts.repository.versions()) {
        waitingRoom.enter(environmentId)
        queue.addChanged(environmentId)
      }
      timers.push(
        setInterval(() => void compare(), RECONCILE_EVERY_MS),
        setInterval(() => void watch(), WATCH_EVERY_MS),
        setInterval(issueWhatIsDue, TICK_MS),
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

function inOneLine(publications: ReadonlyMap<string, Publication>): string | undefined {
  const problems = [...publications].flatMap(([id, { problem }]) =>
    problem === undefined ? [] : [`${id}: ${problem}`],
  )
  return problems.length === 0 ? undefined : problems.join('; ')
}
