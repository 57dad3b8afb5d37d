import { LIMITS } from '../../shared/contracts/limits.ts'
import { createLease } from '../lease.ts'
import type { Caller } from '../access/authenticate.ts'
import { type Log, nameOfError } from '../log.ts'
import type { Lifetime, Runtime } from '../runtime.ts'
import { dataCentreOf } from './data-centre.ts'
import { type WaitingUse, createKeyUses, writeKeyUse } from './key-uses.ts'
import { createOutcomeLog } from './outcome-log.ts'
import { type Draft, type DraftDependencies, createReportDrafts } from './report-drafts.ts'
import type { ReportSink } from './report-sink.ts'
import { createServingLog } from './serving-log.ts'

/** Tells the origin what this isolate serves, behind requests that are served anyway. */
export interface Reporter {
  /** Notes who is let in, and starts a report when one is due. Costs two looks into maps; never throws. */
  noteServed(caller: Pick<Caller, 'environment' | 'keyId'>, request: Request, lifetime: Lifetime): void
}

export interface ReporterDependencies extends DraftDependencies {
  readonly runtime: Runtime
  readonly log: Log
  readonly sink: ReportSink
}

/** A data centre tells of itself at most this often, while it is asked for something. */
const LOCATION_EVERY_SECONDS = 60
/** Longer than the mark of the data centre lasts: whoever told last finds it gone, and tells again. */
const REPORT_EVERY_MS = 62_000
/** Whoever finds that another isolate told asks again so soon: what only it knows is told within some minutes. */
const ASK_AGAIN_EVERY_MS = 5_000
/** Versions that come faster are told together: each arrival says how long ago it was. */
const NEWS_EVERY_MS = 1_000
/** A report whose request was cancelled is given up after this. */
const LEASE_MS = 10_000

export function createReporter(dependencies: ReporterDependencies): Reporter {
  const { runtime, marker, sink } = dependencies
  const outcomes = createOutcomeLog(dependencies.log)
  const servings = createServingLog()
  const drafts = createReportDrafts(dependencies)
  const keyUses = createKeyUses(marker)
  const lease = createLease()
  let hasNews = false
  let reportedAtMs = Number.NEGATIVE_INFINITY
  let triedAtMs = Number.NEGATIVE_INFINITY
  let wholeEveryMs = REPORT_EVERY_MS
  let newsEveryMs = NEWS_EVERY_MS

  const send = async (location: string, told: readonly Draft[], keys: readonly WaitingUse[]): Promise<void> => {
    const nowMs = runtime.nowMs()
    try {
      await sink.send({
        format: 1,
        location,
        environments: told.map((draft) => drafts.write(draft, nowMs)),
        keys: keys.map((use) => writeKeyUse(use, nowMs)),
      })
      for (const { serving } of told) serving.toldAtMs = nowMs
      newsEveryMs = NEWS_EVERY_MS
      outcomes.taken()
    } catch (cause) {
      for (const draft of told) drafts.giveBack(draft)
      keyUses.giveBack(keys)
      hasNews ||= told.some(hasArrivals)
      newsEveryMs = REPORT_EVERY_MS
      outcomes.refused(nameOfError(cause))
    }
  }

  const report = async (location: string, isWholeDue: boolean): Promise<void> => {
    const isWhole = isWholeDue && (await marker.claim('minute', LOCATION_EVERY_SECONDS))
    if (isWholeDue) wholeEveryMs = isWhole ? REPORT_EVERY_MS : ASK_AGAIN_EVERY_MS
    const keys = isWhole ? await keyUses.take() : []
    const recent = servings.recent(runtime.nowMs(), REPORT_EVERY_MS)
    const chosen = isWhole ? recent : recent.filter(hasArrivals)
    const taken = await Promise.all(
      chosen.slice(0, LIMITS.environmentsPerReport).map((serving) => drafts.take(serving)),
    )
    const isTold = (draft: Draft): boolean => isWhole || hasArrivals(draft)
    for (const draft of taken) if (!isTold(draft)) drafts.giveBack(draft)
    const told = taken.filter(isTold)
    if (told.length > 0) await send(location, told, keys)
    else keyUses.giveBack(keys)
  }

  return {
    noteServed: (caller, request, lifetime) => {
      const nowMs = runtime.nowMs()
      keyUses.note(caller, nowMs)
      if (servings.note(caller.environment, nowMs)) hasNews = true
      const isWholeDue = hasPassed(nowMs, reportedAtMs, wholeEveryMs)
      if (!isWholeDue && !(hasNews && hasPassed(nowMs, triedAtMs, newsEveryMs))) return
      const token = lease.take(nowMs, LEASE_MS)
      if (token === undefined) return
      triedAtMs = nowMs
      if (isWholeDue) reportedAtMs = nowMs
      hasNews = false
      lifetime.waitUntil(report(dataCentreOf(request), isWholeDue).finally(() => lease.release(token)))
    },
  }
}

function hasArrivals({ arrivals }: { readonly arrivals: readonly unknown[] }): boolean {
  return arrivals.length > 0
}

/** Also when the clock stepped back: it would never pass otherwise. */
function hasPassed(nowMs: number, sinceMs: number, durationMs: number): boolean {
  return nowMs < sinceMs || nowMs - sinceMs >= durationMs
}
