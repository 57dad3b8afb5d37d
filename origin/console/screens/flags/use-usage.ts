import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { UsageView } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'
import { type FlagActivity, activityOf } from './flag-activity.ts'

const DAY_MS = 86_400_000
const DAYS = 7
/** As many as one call answers for. */
const MAX_FLAGS = 50
const FRESH_MS = 60_000

/** What the flags on the screen were asked for lately; `undefined` where nobody could say. */
export function useUsage(flags: readonly string[]): ReadonlyMap<string, FlagActivity> | undefined {
  const { project, environment } = useScope()
  const asked = flags.slice(0, MAX_FLAGS)
  const usage = useQuery({
    queryKey: [...queryKeys.usage(project, environment), 'lately', asked],
    queryFn: async ({ signal }) => {
      const toMs = Date.now()
      const fromMs = toMs - DAYS * DAY_MS
      const query = { flag: asked, from: new Date(fromMs).toISOString(), step: 'hour' }
      const path = pathOf`/projects/${project}/environments/${environment}/usage`
      return { usage: (await callApi<UsageView>(path, { query, signal })).body, fromMs, toMs }
    },
    enabled: asked.length > 0,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })
  return useMemo(() => {
    if (usage.data === undefined) return undefined
    const { fromMs, toMs } = usage.data
    return new Map(usage.data.usage.flags.map((flag) => [flag.flag, activityOf(flag, { fromMs, toMs })]))
  }, [usage.data])
}
