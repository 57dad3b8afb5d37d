import { Box, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  /** One line below the title. */
  readonly lead?: ReactNode
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of every screen: its title, what one can do, what there is. */
export function Page({ title, lead, actions, children }: PageProps) {
  useDocumentTitle(`${title} · ToggleMaster`)
  return (
    <Box p={{ base: 'md', sm: 'lg' }} maw={1440}>
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Text component="div" c="dimmed" size="sm" mt={2}>
              {lead}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  )
}
