import { Text } from '@mantine/core'
import type { IdChanges } from '../../../requests/id-changes.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { ConflictFrame } from '../../drafts/conflict-frame.tsx'
import type { ChangedThing } from '../../drafts/use-last-change.ts'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { SegmentChanges } from './segment-changes.tsx'
import { rebaseSegment } from './segment-draft.ts'
import type { SegmentEditing } from './segment-editing.ts'

export interface SegmentConflictProps {
  readonly theirs: SegmentView
  readonly changed: ChangedThing
  readonly editing: SegmentEditing
  /** What one's own edits do to the lists. */
  readonly ids: IdChanges
  readonly onDone: () => void
}

/** What somebody else made of the segment meanwhile, and what becomes of one's own edits. */
export function SegmentConflict({ theirs, changed, editing, ids, onDone }: SegmentConflictProps) {
  const { base, draft } = editing
  return (
    <ConflictFrame
      editing={editing}
      theirs={theirs}
      reapplied={rebaseSegment(base, draft, theirs)}
      changed={changed}
      theirChanges={
        <>
          <SegmentChanges before={base} after={theirs} />
          <ListCounts before={base} after={theirs} />
        </>
      }
      myChanges={<SegmentChanges before={base} after={draft} ids={ids} />}
      hint={m.segment_detail_conflict_hint()}
      onDone={onDone}
    />
  )
}

function ListCounts({ before, after }: { readonly before: SegmentView; readonly after: SegmentView }) {
  return [
    { text: m.segment_detail_included, was: before.includedCount, is: after.includedCount },
    { text: m.segment_detail_excluded, was: before.excludedCount, is: after.excludedCount },
  ]
    .filter(({ was, is }) => was !== is)
    .map(({ text, was, is }) => (
      <Text key={text({ number: '' })} size="sm">
        {text({ number: `${formatNumber(was)} → ${formatNumber(is)}` })}
      </Text>
    ))
}
