import { Select, Stack, Text, Title } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { serveText } from '../../../words/rule-text.ts'
import type { DraftProps } from './draft-props.ts'
import { ServeEditor } from './serve-editor.tsx'

/** What a code default is in a list of variants; no variant has an empty name. */
const CODE_DEFAULT = ''

/** What people get whom no rule took, and what everybody gets while the flag is off. */
export function DefaultEditor({ flag, draft, isEditable, edit }: DraftProps) {
  const isAlone = draft.rules.length === 0
  if (!isEditable) {
    return (
      <Stack gap={4}>
        {draft.enabled && (
          <Text size="sm">{m.flag_detail_otherwise_text({ serve: serveText(draft.defaultServe) })}</Text>
        )}
        <Text size="sm">{offText(draft.offVariant)}</Text>
      </Stack>
    )
  }
  return (
    <Stack gap="sm">
      <Title order={3}>{isAlone ? m.flag_detail_alone() : m.flag_detail_otherwise()}</Title>
      <ServeEditor
        label={isAlone ? aloneLabel(draft) : otherwiseLabel(draft)}
        flag={flag}
        serve={draft.defaultServe}
        onChange={(defaultServe) => edit({ defaultServe })}
      />
      <Select
        label={m.flag_detail_off_label()}
        description={m.flag_detail_off_hint()}
        maw={420}
        allowDeselect={false}
        data={[
          ...flag.variants.map(({ name }) => ({ value: name, label: name })),
          { value: CODE_DEFAULT, label: m.changes_code_default() },
        ]}
        value={draft.offVariant ?? CODE_DEFAULT}
        onChange={(value) => edit({ offVariant: value === CODE_DEFAULT ? null : value })}
      />
    </Stack>
  )
}

function aloneLabel({ enabled }: DraftProps['draft']): string {
  return enabled ? m.flag_detail_alone_label() : m.flag_detail_alone_label_off()
}

function otherwiseLabel({ enabled }: DraftProps['draft']): string {
  return enabled ? m.flag_detail_otherwise_label() : m.flag_detail_otherwise_label_off()
}

function offText(offVariant: string | null): string {
  return offVariant === null ? m.flag_detail_off_text_code() : m.flag_detail_off_text({ variant: offVariant })
}
