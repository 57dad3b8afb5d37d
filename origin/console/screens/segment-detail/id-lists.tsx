import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Waiting } from '../../shell/waiting.tsx'
import { PasteIds } from './paste-ids.tsx'
import { type IdListName, editIds } from './segment-draft.ts'
import type { SegmentEditing } from './segment-editing.ts'
import { useSegmentIds } from './use-segment.ts'

export interface IdListsProps {
  readonly editing: SegmentEditing
  readonly isEditable: boolean
}

/** Enough to recognise a list by. */
const FIRST = 50

/** Who is in it by name, and who is kept out whatever else holds. */
export function IdLists(props: IdListsProps) {
  return (
    <>
      <IdList list="included" {...props} />
      <IdList list="excluded" {...props} />
    </>
  )
}

function IdList({ list, editing, isEditable }: IdListsProps & { readonly list: IdListName }) {
  const { base, draft, edit } = editing
  const [isOpen, { toggle, close }] = useDisclosure()
  const ids = useSegmentIds(base, list)
  const titles = { included: m.segment_detail_included, excluded: m.segment_detail_excluded }
  const hints = { included: m.segment_detail_included_hint, excluded: m.segment_detail_excluded_hint }
  const pending = draft.ids[list]
  const undo = (): void => {
    const { [list]: _undone, ...others } = draft.ids
    edit({ ids: others })
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={list}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2} size="h3" id={list}>
            {titles[list]({ number: formatNumber(list === 'included' ? base.includedCount : base.excludedCount) })}
          </Title>
          <Text size="sm" c="dimmed">
            {hints[list]()}
          </Text>
        </div>
        {isEditable && (
          <Button size="xs" variant="default" aria-expanded={isOpen} disabled={ids.data === undefined} onClick={toggle}>
            {m.segment_detail_edit_ids()}
          </Button>
        )}
      </Group>
      <Stack gap="sm" mt="sm">
        {ids.error !== null && <ProblemAlert error={ids.error} onRetry={() => void ids.refetch()} />}
        {ids.isPending && <Waiting />}
        {ids.data !== undefined && pending !== undefined && (
          <Group gap="sm">
            <Text size="sm" fw={600}>
              {m.segment_detail_becomes({ count: editIds(ids.data, pending).length })}
            </Text>
            <Button size="xs" variant="subtle" onClick={undo}>
              {m.blocks_undo()}
            </Button>
          </Group>
        )}
        {isOpen && ids.data !== undefined && (
          <PasteIds
            existing={ids.data}
            onTake={(taken) => {
              edit({ ids: { ...draft.ids, [list]: taken } })
              close()
            }}
            onCancel={close}
          />
        )}
        {ids.data !== undefined && ids.data.length > 0 && <ShownIds ids={ids.data} />}
      </Stack>
    </Paper>
  )
}

function ShownIds({ ids }: { readonly ids: readonly string[] }) {
  const [count, setCount] = useState(FIRST)
  return (
    <Group gap={6}>
      {ids.slice(0, count).map((id) => (
        <Code key={id} style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Code>
      ))}
      {ids.length > count && (
        <Button size="compact-xs" variant="subtle" onClick={() => setCount(count + FIRST)}>
          {m.segment_detail_more_ids({ number: formatNumber(ids.length - count) })}
        </Button>
      )}
    </Group>
  )
}
