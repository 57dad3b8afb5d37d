import { Button, Stack, Text } from '@mantine/core'
import { useConfigurations, useFlag } from '../../api/use-flag.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { FlagSections } from '../../blocks/flag-sections.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { readerZone } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { useFlagKey } from '../../shell/use-flag-key.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { useVersions } from './use-versions.ts'
import { VersionList } from './version-list.tsx'

/** What a flag did in an environment, from now back to its beginning; the version that is looked at stands in the address. */
export function FlagHistoryScreen() {
  const key = useFlagKey()
  const { environment } = useScope()
  const name = useEnvironment()?.name ?? environment
  const flag = useFlag(key)
  const configurations = useConfigurations(key)
  const versions = useVersions(key)
  const error = flag.error ?? configurations.error ?? versions.error
  const stored = configurations.data?.find((each) => each.environment === environment)
  const entries = versions.data?.pages.flatMap(({ items }) => items)
  const retry = () => void Promise.all([flag.refetch(), configurations.refetch(), versions.refetch()])
  return (
    <Page title={key} lead={m.flag_history_lead({ environment: name })}>
      <Stack gap="lg">
        <FlagSections flag={key} here="history" />
        {error !== null && <ProblemAlert error={error} onRetry={retry} />}
        {error === null && (entries === undefined || stored === undefined || flag.data === undefined) && <Waiting />}
        {error === null && entries !== undefined && stored !== undefined && flag.data !== undefined && (
          <>
            {entries.length === 0 ? (
              <EmptyState title={m.flag_history_empty({ environment: name })} hint={m.flag_history_empty_hint()} />
            ) : (
              <VersionList
                entries={entries}
                isWhole={!versions.hasNextPage}
                stored={stored}
                isArchived={flag.data.body.archivedAt !== null}
              />
            )}
            {versions.hasNextPage && (
              <Button
                variant="default"
                w="fit-content"
                loading={versions.isFetchingNextPage}
                onClick={() => void versions.fetchNextPage()}
              >
                {m.flag_history_older()}
              </Button>
            )}
            <Text size="xs" c="dimmed">
              {m.flag_history_zone({ zone: readerZone() })}
            </Text>
          </>
        )}
      </Stack>
    </Page>
  )
}
