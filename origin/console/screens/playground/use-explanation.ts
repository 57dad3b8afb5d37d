import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { explanationSchema } from '../../../explaining/explain-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ConfigurationView } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'
import { type Asked, TYPING_MS } from './asked.ts'

type Explanation = z.infer<typeof explanationSchema>

export interface Explained {
  readonly explanation: Explanation
  readonly configuration: ConfigurationView
}

/** What a flag gives somebody and why, with what it is set to; read anew when the person is described to the end. */
export function useExplanation(flag: string, asked: Asked) {
  const { project, environment } = useScope()
  const [settled] = useDebouncedValue(asked, TYPING_MS)
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'explanation', flag, settled],
    queryFn: async ({ signal }): Promise<Explained> => {
      const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
      const [explanation, configuration] = await Promise.all([
        callApi<Explanation>(`${path}/explain`, { method: 'POST', body: settled, signal }),
        callApi<ConfigurationView>(path, { signal }),
      ])
      return { explanation: explanation.body, configuration: configuration.body }
    },
    staleTime: 0,
    placeholderData: (previous, query) => (query?.queryKey[5] === flag ? keepPreviousData(previous) : undefined),
  })
}
