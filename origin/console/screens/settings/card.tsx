import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface CardProps {
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}

export function Card({ title, hint, children }: CardProps) {
  return (
    <Paper component="section" withBorder p="lg">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {hint}
      </Text>
      {children}
    </Paper>
  )
}
