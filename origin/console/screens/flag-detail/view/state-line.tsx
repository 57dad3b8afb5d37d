import { Text } from '@mantine/core'
import type { Draft } from '../../../changes/draft.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { serveText } from '../../../words/rule-text.ts'

export interface StateLineProps {
  /** What holds now. */
  readonly base: Draft
  readonly draft: Draft
}

/** What everybody gets by a flag that is off, or goes off, and what they would get by it otherwise. */
export function StateLine(states: StateLineProps) {
  const text = stateText(states)
  if (text === undefined) return null
  return (
    <Text size="sm" flex={1} miw={260}>
      {text}
    </Text>
  )
}

function stateText({ base, draft }: StateLineProps): string | undefined {
  if (base.enabled) {
    return draft.enabled ? undefined : m.flag_detail_on_until_saved({ serve: offText(draft) })
  }
  const isAlone = draft.rules.length === 0
  const serve = serveText(draft.defaultServe)
  if (!draft.enabled) {
    const then = isAlone ? m.flag_detail_when_on_alone({ serve }) : m.flag_detail_when_on_rules({ serve })
    return `${m.flag_detail_now_off({ serve: offText(base) })} ${then}`
  }
  const then = isAlone ? m.flag_detail_once_saved_alone({ serve }) : m.flag_detail_once_saved_rules({ serve })
  return `${m.flag_detail_off_until_saved({ serve: offText(base) })} ${then}`
}

function offText({ offVariant }: Draft): string {
  return offVariant ?? m.changes_code_default_inside()
}
