import { Alert, Button, Group, Text } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { isSame } from '../../../changes/draft.ts'
import { serveText } from '../../../words/rule-text.ts'
import type { DraftProps } from './draft-props.ts'

type NoticeProps = Pick<DraftProps, 'draft' | 'edit'>

/** Rules of a flag that is off do nothing, which is the last thing one thinks of. */
export function OffNotice({ draft, edit }: NoticeProps) {
  if (draft.enabled || draft.rules.length === 0) return null
  return (
    <Alert color="yellow">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{m.flag_detail_off_notice()}</Text>
        <Button size="xs" variant="default" onClick={() => edit({ enabled: true })}>
          {m.flag_detail_turn_on()}
        </Button>
      </Group>
    </Alert>
  )
}

/** A rule that serves what everybody else gets too changes nothing. */
export function SameAsDefaultNotice({ draft, edit }: NoticeProps) {
  const { rules, defaultServe, offVariant } = draft
  const isPointless = rules.length > 0 && rules.every(({ serve }) => isSame(serve, defaultServe))
  if (!isPointless) return null
  const canServeOff = offVariant !== null && !isSame(defaultServe, { variant: offVariant })
  return (
    <Alert color="yellow">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{m.flag_detail_same_notice({ serve: serveText(defaultServe) })}</Text>
        {canServeOff && (
          <Button size="xs" variant="default" onClick={() => edit({ defaultServe: { variant: offVariant } })}>
            {m.flag_detail_serve_off_else({ variant: offVariant })}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
