import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Icon } from '../../../blocks/icon.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { type Rule, drawRuleId, isSame } from '../../../changes/draft.ts'
import { FittedDefaultNotice, OffNotice, SameAsDefaultNotice } from './draft-notices.tsx'
import type { DraftProps } from './draft-props.ts'
import { fitDefault, unfitDefault } from './fitted-default.ts'
import { RuleCard } from './rule-card.tsx'
import { SortableRules } from './sortable-rules.tsx'
import { useShownRule } from './use-shown-rule.ts'

const PLUS = 'M12 5v14M5 12h14'

export interface RulesEditorProps extends DraftProps {
  /** The rule whose form is open. */
  readonly openRule: string | undefined
  readonly onOpen: (id: string | undefined) => void
}

/** The numbered rules; the first that matches decides. */
export function RulesEditor(props: RulesEditorProps) {
  const { flag, base, draft, isEditable, edit, openRule, onOpen } = props
  const { root, show } = useShownRule()
  const add = (rule: Rule, index: number): void => {
    edit({ rules: draft.rules.toSpliced(index, 0, rule), ...fitDefault(props, rule) })
    onOpen(rule.id)
    show(rule.id)
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={3}>{m.flag_detail_rules()}</Title>
          <Text size="sm" c="dimmed">
            {draft.rules.length === 0 ? m.flag_detail_no_rules() : m.flag_detail_first_wins()}
          </Text>
        </div>
        {isEditable && (
          <Button leftSection={<Icon d={PLUS} size={16} />} onClick={() => add(newRule(props), draft.rules.length)}>
            {m.flag_detail_add_rule()}
          </Button>
        )}
      </Group>
      <Stack gap="sm" ref={root}>
        {isEditable && <OffNotice draft={draft} edit={edit} />}
        {isEditable && <FittedDefaultNotice base={base} draft={draft} edit={edit} />}
        <SortableRules rules={draft.rules} isEditable={isEditable} onReorder={(rules) => edit({ rules })}>
          {(rule, index, handle) => (
            <RuleCard
              flag={flag}
              rule={rule}
              place={{ index, count: draft.rules.length }}
              isEditable={isEditable}
              isOpen={isEditable && rule.id === openRule}
              handle={handle}
              onToggle={() => onOpen(rule.id === openRule ? undefined : rule.id)}
              onChange={(changed) => edit({ rules: draft.rules.with(index, changed) })}
              onDuplicate={() => add({ ...rule, id: drawRuleId() }, index + 1)}
              onRemove={() => edit({ rules: draft.rules.toSpliced(index, 1), ...unfitDefault(props) })}
              onMove={(to) => edit({ rules: draft.rules.toSpliced(index, 1).toSpliced(to, 0, rule) })}
            />
          )}
        </SortableRules>
      </Stack>
      {isEditable && <SameAsDefaultNotice draft={draft} edit={edit} />}
    </Stack>
  )
}

/** Serves what a release is for: the true variant, or the first that is not served already. */
function newRule({ flag, draft }: DraftProps): Rule {
  const isTaken = (name: string): boolean => isSame(draft.defaultServe, { variant: name })
  const on = flag.variants.find(({ value }) => value === true)
  const variant = on ?? flag.variants.find(({ name }) => !isTaken(name)) ?? flag.variants[0]
  const first = { attribute: 'geo.country', operator: 'oneOf', values: [] } as const
  return { id: drawRuleId(), enabled: true, if: first, serve: { variant: variant?.name ?? '' } }
}
