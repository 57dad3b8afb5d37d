import { Stack, Text, Title } from '@mantine/core'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { LocationTable } from './location-table.tsx'
import { PublishTable } from './publish-table.tsx'
import { Summary } from './summary.tsx'
import { usePropagation } from './use-propagation.ts'

/** Where the versions of an environment are: who serves the newest, who is behind, who was not asked lately. */
export function PropagationScreen() {
  const propagation = usePropagation()
  const { environment } = useScope()
  const name = useEnvironment()?.name ?? environment
  const { data, error } = propagation
  return (
    <Page title={m.shell_propagation()} lead={m.propagation_lead({ environment: name })}>
      {error !== null && <ProblemAlert error={error} onRetry={() => void propagation.refetch()} />}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <Stack gap="lg">
          <Summary propagation={data} />
          <section>
            <Title order={2} mb="xs">
              {m.propagation_locations()}
            </Title>
            {data.locations.length === 0 ? (
              <EmptyState title={m.propagation_no_locations()} hint={m.propagation_no_locations_hint()} />
            ) : (
              <LocationTable locations={data.locations} />
            )}
          </section>
          {data.publishes.length > 0 && (
            <section>
              <Title order={2}>{m.propagation_publishes()}</Title>
              <Text size="sm" c="dimmed" mb="xs">
                {m.propagation_publishes_hint()}
              </Text>
              <PublishTable publishes={data.publishes} />
            </section>
          )}
        </Stack>
      )}
    </Page>
  )
}
