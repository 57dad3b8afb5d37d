import { Button, Group, Loader, Text, ThemeIcon } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { UsageView } from '../../api/views.ts'
import { Icon } from '../../blocks/icon.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'

const CHECK = 'M5 12.5l4.5 4.5L19 7.5'
const LOOK_EVERY_MS = 2_000
const HOUR_MS = 3_600_000

/** Waits for a flag to be asked for, and turns green by itself. */
export function FirstEvaluation({ flag }: { readonly flag: string }) {
  const environment = useEnvironment()?.name ?? ''
  const count = useEvaluations(flag)
  const hasArrived = count > 0
  return (
    <Group role="status" gap="md" wrap="nowrap">
      {hasArrived ? (
        <ThemeIcon color="teal.9" radius="xl" size="lg">
          <Icon d={CHECK} />
        </ThemeIcon>
      ) : (
        <Loader size="sm" aria-hidden />
      )}
      <div>
        <Text fw={600} size="sm">
          {hasArrived ? m.connect_arrived({ flag, environment }) : m.connect_waiting({ environment })}
        </Text>
        <Text size="sm" c="dimmed">
          {hasArrived ? m.connect_arrived_hint({ count }) : m.connect_waiting_hint()}
        </Text>
      </div>
      {hasArrived && (
        <Button component={Link} href={`/flags/${encodeURIComponent(flag)}`} variant="default" ml="auto">
          {m.connect_continue()}
        </Button>
      )}
    </Group>
  )
}

/** What was counted from an hour before the page was opened. */
function useEvaluations(flag: string): number {
  const { project, environment } = useScope()
  const [from] = useState(() => new Date(Date.now() - HOUR_MS).toISOString())
  const usage = useQuery({
    queryKey: [...queryKeys.usage(project, environment), 'first', flag, from],
    queryFn: async ({ signal }) => {
      const path = pathOf`/projects/${project}/environments/${environment}/usage`
      return (await callApi<UsageView>(path, { query: { flag, from }, signal })).body
    },
    refetchInterval: LOOK_EVERY_MS,
  })
  return usage.data?.flags[0]?.total ?? 0
}
