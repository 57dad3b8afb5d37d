import { Alert, List } from '@mantine/core'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { usePromotionPreview } from './use-comparison.ts'

export interface PromotionNotesProps {
  readonly preview: ReturnType<typeof usePromotionPreview>
}

/** Why a promotion would be refused, and whom it would place anew. */
export function PromotionNotes({ preview: { data, error, refetch } }: PromotionNotesProps) {
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  const { problems, moves } = data
  return (
    <>
      {problems.length > 0 && (
        <Alert color="red" title={m.compare_refused()}>
          <Details items={problems} />
        </Alert>
      )}
      {moves.length > 0 && (
        <Alert color="yellow" title={m.compare_moves()}>
          <Details items={moves} />
        </Alert>
      )}
    </>
  )
}

function Details({ items }: { readonly items: readonly { readonly pointer: string; readonly detail: string }[] }) {
  return (
    <List size="sm">
      {items.map(({ pointer, detail }) => (
        <List.Item key={pointer + detail}>{m.blocks_error_at({ place: pointer.replace(/^\//, ''), detail })}</List.Item>
      ))}
    </List>
  )
}
