import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'

export interface FieldGroupProps {
  /** What the fields say together, for whoever does not see them together. */
  readonly label: string
  readonly children: ReactNode
}

export function FieldGroup({ label, children }: FieldGroupProps) {
  return (
    <Stack component="fieldset" gap="xs" m={0} p={0} bd={0} miw={0} aria-label={label}>
      {children}
    </Stack>
  )
}
