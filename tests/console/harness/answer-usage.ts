import type { BrowserContext, Route } from 'playwright-core'
import type { ShownUsage } from '../../../origin/insights/usage-view.ts'

const HOUR_MS = 3_600_000

/** Makes up what flags were asked for, hour by hour: where no week has passed, rows are to be drawn in full all the same. */
export async function answerUsage(context: BrowserContext): Promise<void> {
  await context.route('**/usage?*', (route: Route) => {
    const query = new URL(route.request().url()).searchParams
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify(usageOf(query)) })
  })
}

function usageOf(query: URLSearchParams): ShownUsage {
  const from = query.get('from') ?? ''
  const nowMs = Date.now()
  const starts: string[] = []
  for (let atMs = Math.ceil(Date.parse(from) / HOUR_MS) * HOUR_MS; atMs < nowMs; atMs += HOUR_MS) {
    starts.push(new Date(atMs).toISOString())
  }
  const flags = query.getAll('flag').map((flag, place) => {
    const buckets = starts.map((start, hour) => bucketOf(start, ((place + 1) * (hour + 3)) % 97))
    return { flag, total: buckets.reduce((sum, { total }) => sum + total, 0), buckets }
  })
  return { environment: '', from, to: new Date(nowMs).toISOString(), step: 'hour', flags, dropped: 0 }
}

function bucketOf(start: string, total: number) {
  return { start, total, variants: { on: total }, reasons: { DEFAULT: total }, rules: {}, sources: { ofrep: total } }
}
