import { Alert, Button, Group, Text } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { isSame } from '../../../changes/draft.ts'
import { serveText } from '../../../words/rule-text.ts'
import type { DraftProps } from './draft-props.ts'
import { isFitted } from './fitted-default.ts'

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

/** What a first rule did to the default, which nobody had touched, and the way back. */
export function FittedDefaultNotice({ base, draft, edit }: NoticeProps & Pick<DraftProps, 'base'>) {
  if (!isFitted({ base, draft })) return null
  const before = serveText(base.defaultServe)
  return (
    <Alert>
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex={1} miw={220}>
          {m.flag_detail_fitted({ before, after: serveText(draft.defaultServe) })}
        </Text>
        <Button size="xs" variant="default" onClick={() => edit({ defaultServe: base.defaultServe })}>
          {m.flag_detail_unfit({ before })}
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
