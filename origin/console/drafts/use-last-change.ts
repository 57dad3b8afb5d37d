import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { auditViewSchema } from '../../audit/audit-view.ts'
import { callApi, pathOf } from '../api/api-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { ConfigurationView, Items } from '../api/views.ts'
import { useScope } from '../shell/scope.ts'

type AuditEntry = z.infer<typeof auditViewSchema>

/** One version of something. */
export interface ChangedThing {
  readonly kind: 'configuration' | 'segment' | 'flag' | 'group'
  /** Absent for what all environments share. */
  readonly environment?: string
  readonly key: string
  readonly version: number
}

/** What a flag does in an environment. */
export function changedFlag({ environment, flag, version }: ConfigurationView): ChangedThing {
  return { kind: 'configuration', environment, key: flag, version }
}

/** Who made a thing what it is now; `undefined` until that is known. */
export function useLastChange({ kind, environment, key, version }: ChangedThing): AuditEntry | undefined {
  const { project } = useScope()
  return (
    useQuery({
      queryKey: [...queryKeys.project(project), 'last-change', environment, kind, key, version],
      queryFn: async ({ signal }) => {
        const query = { environment, kind, target: key, limit: '1' }
        const path = pathOf`/projects/${project}/audit`
        return (await callApi<Items<AuditEntry>>(path, { query, signal })).body.items[0] ?? null
      },
    }).data ?? undefined
  )
}
