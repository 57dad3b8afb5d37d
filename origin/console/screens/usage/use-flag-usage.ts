import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { UsageView } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'
import type { UsageRange } from './ranges.ts'
import { type TimeSlots, slotsBetween } from './time-slots.ts'
import type { UsageBucket } from './usage-series.ts'

export interface FlagUsage {
  /** What was asked for by the flag's name. */
  readonly used: readonly UsageBucket[]
  /** What was fetched together with all other flags. */
  readonly fetched: readonly UsageBucket[]
  readonly slots: TimeSlots
  /** Decisions of the whole environment that were made and could not be counted. */
  readonly dropped: number
}

export function useFlagUsage(flag: string, range: UsageRange) {
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/usage`
  return useQuery({
    queryKey: [...queryKeys.usage(project, environment), 'flag', flag, range.name],
    queryFn: async ({ signal }): Promise<FlagUsage> => {
      const toMs = Date.now()
      const fromMs = toMs - range.lengthMs
      const times = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), step: range.step }
      const read = async (source: readonly string[]): Promise<UsageView> =>
        (await callApi<UsageView>(path, { query: { flag, ...times, source }, signal })).body
      const [used, fetched] = await Promise.all([read(['single', 'classic']), read(['bulk'])])
      return {
        used: used.flags[0]?.buckets ?? [],
        fetched: fetched.flags[0]?.buckets ?? [],
        slots: slotsBetween(range.unit, fromMs, toMs),
        dropped: used.dropped,
      }
    },
    refetchInterval: range.refreshMs,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}
