import { Code, Text } from '@mantine/core'
import { useState } from 'react'
import type { ListedFlag } from '../../api/views.ts'
import { Confirm } from '../../blocks/confirm.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { AskToArchive } from './ask-to-archive.tsx'
import type { BulkDialogProps } from './bulk-bar.tsx'
import { useBulk } from './use-bulk.ts'

/** So many are named before they are counted. */
const NAMED = 12

/** Archives what one may archive alone, and offers to ask for the others. */
export function ArchiveDialog({ flags, onDone, onCancel }: BulkDialogProps) {
  const bulk = useBulk()
  const [guarded, setGuarded] = useState<readonly ListedFlag[]>([])
  if (guarded.length > 0) return <AskToArchive flags={guarded} onDone={onDone} />
  const more = flags.length - NAMED
  const confirm = (): void =>
    bulk.mutate(
      { flags, change: { path: '/archive', method: 'POST' } },
      { onSuccess: (outcome) => (outcome.guarded.length > 0 ? setGuarded(outcome.guarded) : onDone()) },
    )
  return (
    <Confirm
      opened
      isDangerous
      title={m.flags_archive_title({ count: flags.length })}
      action={m.flags_bulk_archive()}
      isBusy={bulk.isPending}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <Code block>
        {[...flags.slice(0, NAMED).map(({ key }) => key), ...(more > 0 ? [m.flags_more({ count: more })] : [])].join(
          '\n',
        )}
      </Code>
      <Text size="sm">{m.flags_archive_hint()}</Text>
    </Confirm>
  )
}
