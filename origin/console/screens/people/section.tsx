import { Button, Group, Text, Title } from '@mantine/core'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { m } from '../../i18n/compiled/messages.js'

interface SectionProps {
  readonly title: string
  readonly hint: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <section>
      <Group justify="space-between" align="flex-start" mb="xs" gap="sm">
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed" maw={680}>
            {hint}
          </Text>
        </div>
        {action}
      </Group>
      {children}
    </section>
  )
}

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

export function ShowMore({ pages }: { readonly pages: Pages }) {
  if (!pages.hasNextPage) return null
  return (
    <Button
      variant="default"
      size="xs"
      mt="xs"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {m.blocks_show_more()}
    </Button>
  )
}
