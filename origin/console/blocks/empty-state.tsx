import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly title: string
  /** What is to be found here one day, and how it comes. */
  readonly hint: string
  /** What to do next. */
  readonly children?: ReactNode
}

/** Stands where a list has nothing to show, and teaches what belongs there. */
export function EmptyState({ title, hint, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={460}>
        {hint}
      </Text>
      {children}
    </Stack>
  )
}
