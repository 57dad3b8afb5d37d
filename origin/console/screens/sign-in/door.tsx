import { Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './door.module.css'
import { LanguageLinks } from './language-links.tsx'

export interface DoorProps {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}

/** What somebody sees who is not in yet. */
export function Door({ title, lead, children }: DoorProps) {
  useDocumentTitle(`${title} · ToggleMaster`)
  return (
    <main className={classes['ground']}>
      <Paper withBorder p="xl" radius="lg" className={classes['card']}>
        <Stack gap="lg">
          <div>
            <Title order={1}>{title}</Title>
            <Text c="dimmed" size="sm" mt={4}>
              {lead}
            </Text>
          </div>
          {children}
        </Stack>
      </Paper>
      <LanguageLinks />
    </main>
  )
}
