import { Button, Stack, Text } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { Timeline, TimelineItem } from '../../audit/timeline.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { readerZone } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Waiting } from '../../shell/waiting.tsx'
import { EntryDetail } from './entry-detail.tsx'
import { EntryHead } from './entry-head.tsx'
import { useAudit } from './use-audit.ts'

const ENTRY = 'entry'

/** Every change of the project: who, what, when and why; the one that is looked at stands in the address. */
export function HistoryScreen() {
  const [parameters, setParameters] = useSearchParams()
  const open = parameters.has(ENTRY) ? Number(parameters.get(ENTRY)) : undefined
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(open)
  const entries = data?.pages.flatMap(({ items }) => items)
  return (
    <Page title={m.shell_history()} lead={m.history_lead()}>
      <Stack gap="md">
        {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {error === null && entries === undefined && <Waiting />}
        {entries?.length === 0 && <EmptyState title={m.history_empty()} hint={m.history_empty_hint()} />}
        {entries !== undefined && entries.length > 0 && (
          <Timeline label={m.history_entries()}>
            {entries.map((entry) => (
              <TimelineItem
                key={entry.id}
                isOpen={entry.id === open}
                onToggle={() =>
                  setParameters(entry.id === open ? {} : { [ENTRY]: String(entry.id) }, { replace: true })
                }
                head={<EntryHead entry={entry} />}
              >
                <EntryDetail entry={entry} />
              </TimelineItem>
            ))}
          </Timeline>
        )}
        {hasNextPage && (
          <Button variant="default" w="fit-content" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {m.history_older()}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {m.history_zone({ zone: readerZone() })}
        </Text>
      </Stack>
    </Page>
  )
}
