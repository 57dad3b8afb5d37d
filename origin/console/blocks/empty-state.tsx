import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly title: string
  /** What is to be found here one day, and how it comes. */
  readonly hint: string
  /** Within a screen that has more to show than this list. */
  readonly isQuiet?: boolean
  /** What to do next. */
  readonly children?: ReactNode
}

/** Stands where a list has nothing to show, and teaches what belongs there. */
export function EmptyState({ title, hint, isQuiet = false, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={isQuiet ? 'lg' : 64} px="md" ta="center">
      <Title order={isQuiet ? 3 : 2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={460}>
        {hint}
      </Text>
      {children}
    </Stack>
  )
}
