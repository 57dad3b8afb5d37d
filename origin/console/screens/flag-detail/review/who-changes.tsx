import { Alert, Loader, Stack, Text } from '@mantine/core'
import { DataTable } from '../../../blocks/data-table.tsx'
import { formatShare } from '../../../i18n/format.ts'
import { m } from '../../../i18n/compiled/messages.js'
import type { ContextPreview, DraftPreview, Resolution } from './use-preview.ts'

export interface WhoChangesProps {
  readonly flag: string
  /** On its way, when absent. */
  readonly preview: DraftPreview | undefined
}

/** Who of those saved by name would get something else, and how many of people like them. Never called traffic: it is none. */
export function WhoChanges({ flag, preview }: WhoChangesProps) {
  if (preview === undefined) return <Loader size="sm" aria-label={m.shell_loading()} />
  return (
    <Stack gap="xs">
      {preview.moves.length > 0 && (
        <Alert color="yellow" title={m.flag_detail_moves()}>
          {preview.moves
            .map((move) => ('pointer' in move ? `${move.pointer.slice(1)}: ${move.detail}` : move.detail))
            .join(' · ')}
        </Alert>
      )}
      {preview.contexts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {m.flag_detail_no_contexts()}
        </Text>
      ) : (
        <>
          <DataTable
            label={m.flag_detail_who_changes()}
            rows={preview.contexts}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: m.flag_detail_saved_context(), cell: ({ name }) => name },
              { key: 'gets', header: m.flag_detail_gets(), cell: (row) => getsText(row, flag) },
              {
                key: 'share',
                header: m.flag_detail_people_alike(),
                align: 'right',
                cell: ({ changedShare }) => (changedShare === undefined ? '—' : formatShare(changedShare)),
              },
            ]}
          />
          <Text size="xs" c="dimmed">
            {m.flag_detail_alike_hint()}
          </Text>
        </>
      )}
    </Stack>
  )
}

function getsText({ changes }: ContextPreview, flag: string): string {
  if (changes.length === 0) return m.flag_detail_gets_same()
  return changes
    .map((change) => {
      const text = m.changes_from_to_text({ before: variantText(change.before), after: variantText(change.after) })
      return change.flag === flag ? text : `${change.flag}: ${text}`
    })
    .join(' · ')
}

function variantText(resolution: Resolution): string {
  if ('variant' in resolution) return resolution.variant
  return resolution.reason === 'ERROR' ? resolution.errorCode : m.changes_code_default()
}
