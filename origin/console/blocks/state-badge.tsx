import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

type Tone = 'good' | 'bad' | 'warning' | 'quiet'

/** Each keeps 4.5 : 1 on the surface of both themes. */
const COLORS: Readonly<Record<Tone, string>> = {
  good: 'var(--tm-on)',
  bad: 'var(--mantine-color-error)',
  warning: 'var(--tm-warning)',
  quiet: 'var(--mantine-color-dimmed)',
}

interface StateBadgeProps {
  readonly tone: Tone
  readonly children: ReactNode
}

/** A state in a word or two; the word says it, the colour only helps. */
export function StateBadge({ tone, children }: StateBadgeProps) {
  return (
    <Badge variant="outline" size="sm" miw="max-content" color={COLORS[tone]}>
      {children}
    </Badge>
  )
}
