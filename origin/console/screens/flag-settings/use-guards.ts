import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { flagGuardSchema } from '../../../flags/guard-operations.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { EnvironmentView, Items } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

type FlagGuard = z.infer<typeof flagGuardSchema>

/**
 * The protected environments where others approve what a flag becomes. There may be more of them by the time it is sent; then the
 * origin refuses, and the change is asked for all the same.
 */
export function useGuards(flag: string): readonly EnvironmentView[] {
  const { project, environments } = useScope()
  const guards = useQuery({
    queryKey: [...queryKeys.flag(project, flag), 'guards'],
    queryFn: async ({ signal }) =>
      (await callApi<Items<FlagGuard>>(pathOf`/projects/${project}/flags/${flag}/guards`, { signal })).body.items,
    // Others protect environments, and ask for changes.
    staleTime: 0,
  })
  return environments.filter(({ key }) => guards.data?.some(({ environment }) => environment === key))
}

/** Whom a change waits for. */
export function guardsText(guards: readonly EnvironmentView[]): string {
  if (guards.length === 0) return m.flag_settings_guarded_somewhere()
  const count = Math.max(...guards.map(({ requiredApprovals }) => requiredApprovals))
  return m.flag_settings_guarded({ environments: guards.map(({ name }) => name).join(', '), count })
}
