import { Text } from '@mantine/core'
import type { SegmentView } from '../../api/use-choices.ts'
import { DraftReview } from '../../drafts/draft-review.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { type IdsByList, idChangesOf } from './id-changes-of.ts'
import { SegmentChanges } from './segment-changes.tsx'
import { SegmentConflict } from './segment-conflict.tsx'
import { isDecisive } from './segment-draft.ts'
import type { SegmentEditing } from './segment-editing.ts'
import { useSaveSegment } from './use-save-segment.ts'
import { type SegmentUses, useSegmentIds, useSegmentUses } from './use-segment.ts'
import { UseLinks, isUsed } from './used-by.tsx'

export interface SegmentReviewProps {
  readonly stored: SegmentView
  readonly editing: SegmentEditing
  readonly onClose: () => void
}

/** Reads first what the review tells of: the lists as they are, and what uses the segment. */
export function SegmentReview(props: SegmentReviewProps) {
  const { base } = props.editing
  const uses = useSegmentUses(base.key).data
  const [included, excluded] = [useSegmentIds(base, 'included').data, useSegmentIds(base, 'excluded').data]
  if (uses === undefined || included === undefined || excluded === undefined) return <Waiting />
  return <Review {...props} uses={uses} lists={{ included, excluded }} />
}

interface ReviewProps extends SegmentReviewProps {
  readonly uses: SegmentUses
  readonly lists: IdsByList
}

/** Who comes and who goes, and which flags follow. */
function Review({ stored, editing, uses, lists, onClose }: ReviewProps) {
  const { base, draft, discard } = editing
  const here = useScope()
  const environment = useEnvironment()
  const name = environment?.name ?? here.environment
  const needsOthers = environment?.protected === true && isUsed(uses) && isDecisive(base, draft)
  const changed = { kind: 'segment', environment: here.environment, key: stored.key, version: stored.version } as const
  const ids = idChangesOf(lists, draft.ids)
  return (
    <DraftReview
      title={m.segment_detail_review_title({ segment: base.name, environment: name })}
      environment={name}
      {...(needsOthers
        ? { approval: m.segment_detail_protected({ environment: name, count: environment.requiredApprovals }) }
        : {})}
      stored={changed}
      baseVersion={base.version}
      saving={useSaveSegment({ base, draft, lists })}
      renderConflict={(onDone) => (
        <SegmentConflict theirs={stored} changed={changed} editing={editing} ids={ids} onDone={onDone} />
      )}
      onSaved={() => {
        discard()
        onClose()
      }}
      onClose={onClose}
    >
      <SegmentChanges before={base} after={draft} ids={ids} />
      {isUsed(uses) && (
        <div>
          <Text size="sm">{m.segment_detail_followers()}</Text>
          <UseLinks uses={uses} />
        </div>
      )}
    </DraftReview>
  )
}
