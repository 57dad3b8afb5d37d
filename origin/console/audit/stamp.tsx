import { Text } from '@mantine/core'
import { useNameOf } from '../api/use-name-of.ts'
import { formatAgo, formatTime } from '../i18n/format.ts'
import { m } from '../i18n/compiled/messages.js'

export interface StampProps {
  readonly stamp: {
    readonly at: string
    readonly actor: string
    readonly way: 'api' | 'classic' | 'console' | 'request' | 'schedule' | 'operator'
    readonly reason: string | null
  }
}

const WAYS: Readonly<Record<StampProps['stamp']['way'], () => string>> = {
  api: m.audit_way_api,
  classic: m.audit_way_classic,
  console: m.audit_way_console,
  request: m.audit_way_request,
  schedule: m.audit_way_schedule,
  operator: m.audit_way_operator,
}

/** Who it was, when in the reader's zone, by which way, and why. */
export function Stamp({ stamp: { at, actor, way, reason } }: StampProps) {
  const nameOf = useNameOf()
  return (
    <>
      <Text component="div" size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {nameOf(actor)} · <time dateTime={at}>{timeText(at)}</time> · {WAYS[way]()}
      </Text>
      {reason !== null && reason !== '' && (
        <Text component="div" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {m.audit_reason({ reason })}
        </Text>
      )}
    </>
  )
}

function timeText(at: string): string {
  return `${formatTime(at)} (${formatAgo(at, Date.now())})`
}
