import { Stack, Title } from '@mantine/core'
import type { FlagView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { type Rule, withPart } from '../../../changes/draft.ts'
import { ConditionRoot } from '../../../conditions/condition-root.tsx'
import { GroupReferences } from './group-references.tsx'
import { RolloutEditor } from './rollout-editor.tsx'
import { ServeEditor } from './serve-editor.tsx'
import { WindowEditor } from './window-editor.tsx'

export interface RuleFormProps {
  readonly flag: FlagView
  readonly rule: Rule
  readonly onChange: (rule: Rule) => void
}

/** In the order of the sentence: who, what, how many of them, when. */
export function RuleForm({ flag, rule, onChange }: RuleFormProps) {
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Title order={4} size="h5">
          {m.flag_detail_who()}
        </Title>
        <ConditionRoot
          owner={{ kind: 'flag', key: flag.key }}
          condition={rule.if}
          onChange={(condition) => onChange(withPart(rule, 'if', condition))}
        />
        <GroupReferences rule={rule} onChange={onChange} />
      </Stack>
      <ServeEditor
        label={m.flag_detail_serve_label()}
        flag={flag}
        serve={rule.serve}
        onChange={(serve) => onChange({ ...rule, serve })}
      />
      <RolloutEditor rollout={rule.rollout} onChange={(rollout) => onChange(withPart(rule, 'rollout', rollout))} />
      <WindowEditor window={rule.window} onChange={(window) => onChange(withPart(rule, 'window', window))} />
    </Stack>
  )
}
