import { Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { useId } from 'react'
import { m } from '../i18n/compiled/messages.js'

export interface CopyFieldProps {
  readonly label: string
  readonly value: string
}

/** A text to be taken elsewhere, as it is. */
export function CopyField({ label, value }: CopyFieldProps) {
  const id = useId()
  return (
    <div style={{ minWidth: 0 }}>
      <Group justify="space-between" mb={4}>
        <Text size="xs" c="dimmed" fw={600} id={id}>
          {label}
        </Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} aria-describedby={id}>
              {copied ? m.blocks_copied() : m.blocks_copy()}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0} role="region" aria-labelledby={id}>
        {value}
      </Code>
    </div>
  )
}
