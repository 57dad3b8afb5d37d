import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { Card } from './card.tsx'

interface SingleSignOn {
  readonly enabled: boolean
  readonly label: string | null
}

export function SingleSignOnCard() {
  const sso = useQuery({
    queryKey: ['sso'],
    queryFn: async ({ signal }) => (await callApi<SingleSignOn>('/sso', { signal })).body,
  })
  return (
    <Card title={m.settings_sso()} hint={m.settings_sso_hint()}>
      {sso.error !== null && <ProblemAlert error={sso.error} onRetry={() => void sso.refetch()} />}
      {sso.isLoading && <SkeletonRows />}
      {sso.data !== undefined && (
        <Text size="sm" fw={500}>
          {sso.data.enabled ? m.settings_sso_on({ label: sso.data.label ?? '' }) : m.settings_sso_off()}
        </Text>
      )}
    </Card>
  )
}
