import { Anchor, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { type SegmentUses, useSegmentUses } from './use-segment.ts'

/** The flags and segments that refer to it here. */
export function UsedBy({ segment }: { readonly segment: string }) {
  const uses = useSegmentUses(segment)
  if (uses.error !== null) return <ProblemAlert error={uses.error} onRetry={() => void uses.refetch()} />
  if (uses.data === undefined) return null
  return isUsed(uses.data) ? (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {m.segment_detail_used_by()}
      </Text>
      <UseLinks uses={uses.data} />
    </Group>
  ) : (
    <Text size="sm" c="dimmed">
      {m.segment_detail_unused()}
    </Text>
  )
}

export function isUsed({ flags, segments }: SegmentUses): boolean {
  return flags.length > 0 || segments.length > 0
}

export function UseLinks({ uses: { flags, segments } }: { readonly uses: SegmentUses }) {
  return (
    <Group gap="sm">
      {flags.map((key) => (
        <Anchor key={key} component={Link} size="sm" href={`/flags/${encodeURIComponent(key)}`}>
          {m.segment_detail_flag({ key })}
        </Anchor>
      ))}
      {segments.map((key) => (
        <Anchor key={key} component={Link} size="sm" href={`/segments/${encodeURIComponent(key)}`}>
          {m.segment_detail_segment({ key })}
        </Anchor>
      ))}
    </Group>
  )
}
