import { Button, Group, Stack, Text } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { Timeline, TimelineItem } from '../../audit/timeline.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { FlagDifference } from './flag-difference.tsx'
import { type Direction, useComparison } from './use-comparison.ts'

const FLAG = 'flag'

/** The flags that differ; the one that is looked at stands in the address. */
export function DifferenceList({ direction }: { readonly direction: Direction }) {
  const { environments } = useScope()
  const [parameters, setParameters] = useSearchParams()
  const comparison = useComparison(direction)
  const nameOf = (key: string): string => environments.find((each) => each.key === key)?.name ?? key
  const names = { from: nameOf(direction.from), to: nameOf(direction.to) }
  const { data, error, hasNextPage } = comparison
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void comparison.refetch()} />
  if (data === undefined) return <Waiting />
  const flags = data.pages.flatMap(({ items }) => items)
  if (flags.length === 0) return <EmptyState title={m.compare_alike(names)} hint={m.compare_alike_hint()} />
  const open = parameters.get(FLAG)
  return (
    <Stack gap="sm">
      <Text size="sm">
        {hasNextPage ? m.compare_more_differ(names) : m.compare_differ({ ...names, count: flags.length })}
      </Text>
      <Timeline label={m.compare_flags()}>
        {flags.map(({ flag }) => (
          <TimelineItem
            key={flag}
            isOpen={flag === open}
            onToggle={() =>
              setParameters({ ...direction, ...(flag === open ? {} : { [FLAG]: flag }) }, { replace: true })
            }
            head={
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {flag}
              </Text>
            }
          >
            <FlagDifference flag={flag} direction={direction} />
          </TimelineItem>
        ))}
      </Timeline>
      {hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={comparison.isFetchingNextPage}
            onClick={() => void comparison.fetchNextPage()}
          >
            {m.compare_more()}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
