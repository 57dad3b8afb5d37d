import { Paper, Text } from '@mantine/core'

export interface FigureProps {
  readonly label: string
  readonly value: string
  /** What the number means, or what stands beside it. */
  readonly children: string
}

/** A number that one looks for first. */
export function Figure({ label, value, children }: FigureProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={600} className="tm-tabular">
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </Paper>
  )
}
