import { Button, Title } from '@mantine/core'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { KeyTable } from './key-table.tsx'
import { stateOf } from './key-words.ts'
import { type KeyPlace, useKeys } from './use-keys.ts'

interface KeySectionProps {
  readonly place: KeyPlace
  readonly title: string
  /** What keys would do here. */
  readonly empty: string
  /** Also those that work no more. */
  readonly showsAll: boolean
}

export function KeySection({ place, title, empty, showsAll }: KeySectionProps) {
  const keys = useKeys(place)
  const known = keys.data?.pages.flatMap(({ items }) => items) ?? []
  const shown = showsAll ? known : known.filter((key) => stateOf(key) === 'live')
  const isNothing = keys.isSuccess && shown.length === 0 && !keys.hasNextPage
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      {keys.error !== null && <ProblemAlert error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isLoading && <SkeletonRows />}
      {isNothing && <EmptyState title={m.keys_empty()} hint={empty} isQuiet />}
      {shown.length > 0 && <KeyTable label={title} keys={shown} place={place} />}
      {keys.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          loading={keys.isFetchingNextPage}
          onClick={() => void keys.fetchNextPage()}
        >
          {m.blocks_show_more()}
        </Button>
      )}
    </section>
  )
}
