import { Text } from '@mantine/core'
import type { GroupView } from '../../api/use-choices.ts'
import { ConflictFrame } from '../../drafts/conflict-frame.tsx'
import { DraftReview } from '../../drafts/draft-review.tsx'
import { rebaseMembers } from '../../drafts/rebase-members.ts'
import type { ChangedThing } from '../../drafts/use-last-change.ts'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { type DraftGroup, changesOfGroup, draftOfGroup, hasOtherShares } from '../../group-shares/draft-group.ts'
import { describeGroup } from '../../group-shares/group-words.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import type { GroupEditing } from './group-editing.ts'
import { guardsOf } from './guards-of.ts'
import type { GroupUse } from './use-group.ts'
import { useSaveGroup } from './use-save-group.ts'
import { UseTable } from './use-table.tsx'

export interface GroupReviewProps {
  readonly stored: GroupView
  readonly uses: readonly GroupUse[]
  readonly editing: GroupEditing
  readonly onClose: () => void
}

/** What a group becomes, and the rules that follow; its shares are asked for where a protected environment refers to it. */
export function GroupReview({ stored, uses, editing, onClose }: GroupReviewProps) {
  const { base, draft, discard } = editing
  const guards = guardsOf(uses, useScope().environments)
  const needsOthers = guards.length > 0 && hasOtherShares(base, draft)
  const changed: ChangedThing = { kind: 'group', key: stored.key, version: stored.version }
  const isNothing = Object.keys(changesOfGroup(base, draft)).length === 0
  const before = draftOfGroup(base)
  const theirs = draftOfGroup(stored)
  return (
    <DraftReview
      title={m.group_detail_review_title({ name: base.name })}
      environment={m.drafts_everywhere()}
      {...(needsOthers
        ? { approval: m.group_detail_guarded({ environments: guards.map(({ name }) => name).join(', ') }) }
        : {})}
      stored={changed}
      baseVersion={base.version}
      saving={useSaveGroup(base, draft)}
      isRefused={isNothing}
      renderConflict={(onDone) => (
        <ConflictFrame
          editing={editing}
          theirs={stored}
          reapplied={rebaseMembers({ base: before, mine: draft, theirs })}
          changed={changed}
          theirChanges={<Changes kind={base.kind} before={before} after={theirs} />}
          myChanges={<Changes kind={base.kind} before={before} after={draft} />}
          hint={m.group_detail_conflict_hint()}
          onDone={onDone}
        />
      )}
      onSaved={() => {
        discard()
        onClose()
      }}
      onClose={onClose}
    >
      {isNothing && <Text size="sm">{m.changes_no_changes()}</Text>}
      <Changes kind={base.kind} before={before} after={draft} />
      {uses.length > 0 && (
        <div>
          <Text size="sm" mb="xs">
            {m.group_detail_followers()}
          </Text>
          <UseTable uses={uses} />
        </div>
      )}
    </DraftReview>
  )
}

interface ChangesProps {
  readonly kind: GroupView['kind']
  readonly before: DraftGroup
  readonly after: DraftGroup
}

function Changes({ kind, before, after }: ChangesProps) {
  const describe = describeGroup(kind)
  return <ChangedFields label={m.group_detail_changes()} before={describe(before)} after={describe(after)} />
}
