import { Button, FileButton, Group, List, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { type RefusedLine, readIds } from './read-ids.ts'
import type { IdEdit } from './segment-draft.ts'

export interface PasteIdsProps {
  readonly existing: readonly string[]
  readonly onTake: (edit: IdEdit) => void
  readonly onCancel: () => void
}

const SHOWN_REFUSED = 5

const WHYS: Readonly<Record<RefusedLine['why'], () => string>> = {
  empty: m.segment_detail_why_empty,
  long: m.segment_detail_why_long,
  quotes: m.segment_detail_why_quotes,
}

/** Takes a pasted list or a file, and counts before anything is done: what is new, doubled, refused. */
export function PasteIds({ existing, onTake, onCancel }: PasteIdsProps) {
  const [text, setText] = useState('')
  const [mode, setMode] = useState<IdEdit['mode']>('add')
  const read = useMemo(() => readIds(text), [text])
  const known = useMemo(() => new Set(existing), [existing])
  const there = read.ids.filter((id) => known.has(id)).length
  useUnsavedGuard(text !== '')
  const take = (file: File | null): void => {
    if (file !== null) void file.text().then(setText)
  }
  return (
    <Stack gap="sm">
      <Radio.Group
        label={m.segment_detail_mode()}
        value={mode}
        onChange={(value) => setMode(value === 'remove' || value === 'replace' ? value : 'add')}
      >
        <Group gap="md" mt={4}>
          <Radio value="add" label={m.segment_detail_mode_add()} />
          <Radio value="remove" label={m.segment_detail_mode_remove()} />
          <Radio value="replace" label={m.segment_detail_mode_replace()} />
        </Group>
      </Radio.Group>
      <Textarea
        label={m.segment_detail_paste()}
        description={m.segment_detail_paste_hint()}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Group gap="xs">
        <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={take}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {m.segment_detail_file()}
            </Button>
          )}
        </FileButton>
      </Group>
      {text !== '' && (
        <output>
          <List size="sm">
            <List.Item>{countText(mode, { found: read.ids.length, there })}</List.Item>
            <List.Item>{m.segment_detail_doubled({ count: read.doubled })}</List.Item>
            <List.Item>{m.segment_detail_refused({ count: read.refused.length })}</List.Item>
          </List>
          {read.refused.slice(0, SHOWN_REFUSED).map(({ line, why }) => (
            <Text key={line} size="sm" c="var(--mantine-color-error)">
              {m.segment_detail_refused_line({ line: formatNumber(line), why: WHYS[why]() })}
            </Text>
          ))}
        </output>
      )}
      <Group gap="xs">
        <Button size="xs" disabled={read.ids.length === 0} onClick={() => onTake({ mode, ids: read.ids })}>
          {m.segment_detail_take()}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {m.blocks_cancel()}
        </Button>
      </Group>
    </Stack>
  )
}

interface Counts {
  readonly found: number
  /** Of those found, how many are in the list already. */
  readonly there: number
}

function countText(mode: IdEdit['mode'], { found, there }: Counts): string {
  const fresh = formatNumber(found - there)
  if (mode === 'remove') return m.segment_detail_count_remove({ gone: formatNumber(there), unknown: fresh })
  if (mode === 'replace')
    return m.segment_detail_count_replace({ found: formatNumber(found), there: formatNumber(there) })
  return m.segment_detail_count_add({ fresh, there: formatNumber(there) })
}
