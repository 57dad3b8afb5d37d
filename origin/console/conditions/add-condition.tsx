import { Button, Group, Menu } from '@mantine/core'
import type { Condition } from '../../../shared/contracts/condition.ts'
import { m } from '../i18n/compiled/messages.js'
import type { ConditionOwner } from './condition-owner.ts'

const ATTRIBUTE: Condition = { attribute: '', operator: 'oneOf', values: [] }

export interface AddConditionProps {
  readonly owner: ConditionOwner
  readonly onAdd: (condition: Condition) => void
}

/** The usual kind by its own button, the others in a menu. */
export function AddCondition({ owner, onAdd }: AddConditionProps) {
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={() => onAdd(ATTRIBUTE)}>
        {m.conditions_add_condition()}
      </Button>
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="subtle">
            {m.conditions_add_other()}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAdd({ segment: '' })}>{m.conditions_add_segment()}</Menu.Item>
          {owner.kind === 'flag' && (
            <Menu.Item onClick={() => onAdd({ flag: '', variants: [] })}>{m.conditions_add_prerequisite()}</Menu.Item>
          )}
          <Menu.Item onClick={() => onAdd({ any: [ATTRIBUTE] })}>{m.conditions_add_group()}</Menu.Item>
          <Menu.Item onClick={() => onAdd({ not: ATTRIBUTE })}>{m.conditions_add_not()}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
