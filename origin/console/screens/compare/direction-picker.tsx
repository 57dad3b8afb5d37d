import { Button, Group, NativeSelect } from '@mantine/core'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import type { Direction } from './use-comparison.ts'

export interface DirectionPickerProps {
  readonly direction: Direction
  readonly onChange: (direction: Direction) => void
}

/** Which environment gives, and which one receives. */
export function DirectionPicker({ direction, onChange }: DirectionPickerProps) {
  const { environments } = useScope()
  const data = environments.map(({ key, name, protected: isProtected }) => ({
    value: key,
    label: isProtected ? m.compare_protected({ environment: name }) : name,
  }))
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={m.compare_from()}
        data={data}
        value={direction.from}
        onChange={({ currentTarget }) => onChange({ ...direction, from: currentTarget.value })}
      />
      <NativeSelect
        label={m.compare_to()}
        data={data}
        value={direction.to}
        onChange={({ currentTarget }) => onChange({ ...direction, to: currentTarget.value })}
      />
      <Button variant="default" onClick={() => onChange({ from: direction.to, to: direction.from })}>
        {m.compare_swap()}
      </Button>
    </Group>
  )
}
