import { ActionIcon, Badge, Box, Button, Collapse, Divider, Group, Menu, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FlagView } from '../../../api/views.ts'
import { Icon } from '../../../blocks/icon.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import type { Rule } from '../../../changes/draft.ts'
import { ruleText } from '../../../words/rule-text.ts'
import { RuleForm } from './rule-form.tsx'
import classes from './rules.module.css'

const MORE = 'M12 5h.01M12 12h.01M12 19h.01'

export interface RuleCardProps {
  readonly flag: FlagView
  readonly rule: Rule
  readonly place: { readonly index: number; readonly count: number }
  readonly isEditable: boolean
  readonly isOpen: boolean
  readonly handle: ReactNode
  readonly onToggle: () => void
  readonly onChange: (rule: Rule) => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
  readonly onMove: (to: number) => void
}

/** A rule as a sentence with its number; its form opens below. */
export function RuleCard(props: RuleCardProps) {
  const { flag, rule, place, isEditable, isOpen, handle, onToggle, onChange } = props
  const { who, what } = ruleText(rule)
  const number = place.index + 1
  return (
    <Paper
      component="fieldset"
      withBorder
      p={0}
      m={0}
      miw={0}
      className={classes['card']}
      tabIndex={-1}
      data-rule={rule.id}
      aria-label={m.flag_detail_rule({ number })}
    >
      <Group p="sm" gap="xs" wrap="nowrap" align="flex-start">
        {handle}
        <Box flex={1} miw={0} pt={3}>
          <Text size="sm" className={classes['sentence']} td={rule.enabled ? undefined : 'line-through'}>
            <b>{number}.</b> {who} → <b>{what}</b>
          </Text>
          {!rule.enabled && (
            <Badge variant="default" size="sm" tt="none">
              {m.flag_detail_rule_off()}
            </Badge>
          )}
        </Box>
        {isEditable && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={isOpen}
            aria-label={isOpen ? m.flag_detail_done_rule({ number }) : m.flag_detail_edit_rule({ number })}
            onClick={onToggle}
          >
            {isOpen ? m.flag_detail_done() : m.flag_detail_edit()}
          </Button>
        )}
        {isEditable && <RuleMenu {...props} />}
      </Group>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <>
            <Divider />
            <Box p="md">
              <RuleForm flag={flag} rule={rule} onChange={onChange} />
            </Box>
          </>
        )}
      </Collapse>
    </Paper>
  )
}

function RuleMenu({ rule, place: { index, count }, onChange, onDuplicate, onRemove, onMove }: RuleCardProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={m.flag_detail_more_rule({ number: index + 1 })}>
          <Icon d={MORE} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={index === 0} onClick={() => onMove(index - 1)}>
          {m.flag_detail_move_up()}
        </Menu.Item>
        <Menu.Item disabled={index === count - 1} onClick={() => onMove(index + 1)}>
          {m.flag_detail_move_down()}
        </Menu.Item>
        <Menu.Item onClick={onDuplicate}>{m.flag_detail_duplicate()}</Menu.Item>
        <Menu.Item onClick={() => onChange({ ...rule, enabled: !rule.enabled })}>
          {rule.enabled ? m.flag_detail_rule_turn_off() : m.flag_detail_rule_turn_on()}
        </Menu.Item>
        <Menu.Item color="red" onClick={onRemove}>
          {m.flag_detail_remove()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
