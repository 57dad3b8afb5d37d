import { ActionIcon, Box, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import type { Condition } from '../../../shared/contracts/condition.ts'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import { conditionText } from '../words/condition-text.ts'
import { AddCondition } from './add-condition.tsx'
import { AttributeEditor } from './attribute-editor.tsx'
import type { ConditionOwner } from './condition-owner.ts'
import type { ConditionParts } from './condition-parts.ts'
import { PrerequisiteEditor } from './prerequisite-editor.tsx'
import { SegmentEditor } from './segment-editor.tsx'

const CROSS = 'M6 6l12 12M18 6L6 18'

export interface ConditionListProps {
  readonly owner: ConditionOwner
  readonly parts: ConditionParts
  readonly onChange: (parts: ConditionParts) => void
}

/** Conditions that are joined by "and", or by "or". */
export function ConditionList({ owner, parts, onChange }: ConditionListProps) {
  const { mode, conditions } = parts
  const set = (conditions: ConditionParts['conditions']): void => onChange({ mode, conditions })
  return (
    <Stack gap="xs">
      {conditions.length > 1 && (
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={m.conditions_join()}
            value={mode}
            data={[
              { value: 'all', label: m.conditions_all() },
              { value: 'any', label: m.conditions_any() },
            ]}
            onChange={(value) => onChange({ mode: value, conditions })}
          />
        </Group>
      )}
      {conditions.map((condition, index) => (
        // A condition has no name: its place is what it is known by.
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <Box key={index}>
          {index > 0 && (
            <Text size="xs" c="dimmed" fw={600} mb={4}>
              {mode === 'all' ? m.conditions_and() : m.conditions_or()}
            </Text>
          )}
          <ConditionEditor
            owner={owner}
            condition={condition}
            onChange={(changed) => set(conditions.with(index, changed))}
            onRemove={() => set(conditions.toSpliced(index, 1))}
          />
        </Box>
      ))}
      <AddCondition owner={owner} onAdd={(condition) => set([...conditions, condition])} />
    </Stack>
  )
}

interface ConditionEditorProps {
  readonly owner: ConditionOwner
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: () => void
}

/** One condition of any kind, with the way to be rid of it. */
function ConditionEditor(props: ConditionEditorProps) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Box flex={1} miw={0}>
        <Inner {...props} />
      </Box>
      <ActionIcon
        variant="subtle"
        color="gray"
        mt={3}
        aria-label={m.conditions_remove_condition({ condition: conditionText(props.condition) })}
        onClick={props.onRemove}
      >
        <Icon d={CROSS} />
      </ActionIcon>
    </Group>
  )
}

function Inner({ owner, condition, onChange, onRemove }: ConditionEditorProps) {
  if ('all' in condition || 'any' in condition) {
    const parts =
      'all' in condition
        ? { mode: 'all' as const, conditions: condition.all }
        : { mode: 'any' as const, conditions: condition.any }
    return (
      <Paper component="fieldset" withBorder p="sm" m={0} miw={0} aria-label={m.conditions_group()}>
        <ConditionList
          owner={owner}
          parts={parts}
          onChange={({ mode, conditions }) => onChange(mode === 'all' ? { all: conditions } : { any: conditions })}
        />
      </Paper>
    )
  }
  if ('not' in condition) {
    return (
      <Paper component="fieldset" withBorder p="sm" m={0} miw={0} aria-label={m.conditions_add_not()}>
        <Text size="xs" c="dimmed" fw={600} mb={4}>
          {m.conditions_add_not()}
        </Text>
        <ConditionEditor
          owner={owner}
          condition={condition.not}
          onChange={(not) => onChange({ not })}
          onRemove={onRemove}
        />
      </Paper>
    )
  }
  if ('segment' in condition) return <SegmentEditor owner={owner} segment={condition.segment} onChange={onChange} />
  if ('flag' in condition) return <PrerequisiteEditor owner={owner} condition={condition} onChange={onChange} />
  // Groups and holdouts are how people draw; one that was written by hand is changed by hand, as JSON.
  if ('bucket' in condition) return <Text size="sm">{conditionText(condition)}</Text>
  return <AttributeEditor condition={condition} onChange={onChange} />
}
