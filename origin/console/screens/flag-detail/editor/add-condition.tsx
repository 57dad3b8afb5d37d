import { Button, Group, Menu } from '@mantine/core'
import type { Condition } from '../../../../../shared/contracts/condition.ts'
import { m } from '../../../i18n/compiled/messages.js'

const ATTRIBUTE: Condition = { attribute: '', operator: 'oneOf', values: [] }

/** The usual kind by its own button, the others in a menu. */
export function AddCondition({ onAdd }: { readonly onAdd: (condition: Condition) => void }) {
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={() => onAdd(ATTRIBUTE)}>
        {m.flag_detail_add_condition()}
      </Button>
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="subtle">
            {m.flag_detail_add_other()}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAdd({ segment: '' })}>{m.flag_detail_add_segment()}</Menu.Item>
          <Menu.Item onClick={() => onAdd({ flag: '', variants: [] })}>{m.flag_detail_add_prerequisite()}</Menu.Item>
          <Menu.Item onClick={() => onAdd({ any: [ATTRIBUTE] })}>{m.flag_detail_add_group()}</Menu.Item>
          <Menu.Item onClick={() => onAdd({ not: ATTRIBUTE })}>{m.flag_detail_add_not()}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
