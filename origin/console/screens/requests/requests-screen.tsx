import { Button, Group, Select, Stack } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import type { ChangeRequest } from '../../change-requests/change-request.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { RequestTable } from './request-table.tsx'
import { useRequests } from './use-requests.ts'

const ALL = 'all'
const STATES = [
  'open',
  'applied',
  'rejected',
  'withdrawn',
  'failed',
] as const satisfies readonly ChangeRequest['state'][]

/** Changes that others look at first, or that wait for their time. */
export function RequestsScreen() {
  const [parameters, setParameters] = useSearchParams()
  const chosen = parameters.get('state') ?? 'open'
  const state = STATES.find((each) => each === chosen)
  const requests = useRequests(state)
  const rows = requests.data?.pages.flatMap(({ items }) => items) ?? []
  const environment = useEnvironment()?.name ?? ''
  return (
    <Page title={m.shell_requests()} lead={m.requests_lead({ environment })}>
      <Stack gap="md">
        <Select
          label={m.requests_show()}
          w={220}
          allowDeselect={false}
          value={state ?? ALL}
          data={[
            { value: 'open', label: m.requests_show_open() },
            { value: 'applied', label: m.requests_show_applied() },
            { value: 'rejected', label: m.requests_show_rejected() },
            { value: 'withdrawn', label: m.requests_show_withdrawn() },
            { value: 'failed', label: m.requests_show_failed() },
            { value: ALL, label: m.requests_show_all() },
          ]}
          onChange={(value) => setParameters(value === 'open' || value === null ? {} : { state: value })}
        />
        {requests.error !== null && <ProblemAlert error={requests.error} onRetry={() => void requests.refetch()} />}
        {requests.isPending && <Waiting />}
        {requests.isSuccess && rows.length === 0 && (
          <EmptyState
            title={state === 'open' ? m.requests_none_open({ environment }) : m.requests_none()}
            hint={m.requests_empty_hint()}
          />
        )}
        {rows.length > 0 && <RequestTable requests={rows} />}
        {requests.hasNextPage && (
          <Group>
            <Button
              variant="default"
              loading={requests.isFetchingNextPage}
              onClick={() => void requests.fetchNextPage()}
            >
              {m.requests_more()}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}
