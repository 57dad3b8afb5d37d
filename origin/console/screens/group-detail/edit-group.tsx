import { Paper, Stack, Title } from '@mantine/core'
import type { Versioned } from '../../api/api-client.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { SaveBar } from '../../drafts/save-bar.tsx'
import { GroupFields } from '../../group-shares/group-fields.tsx'
import { problemOfName, problemOfSlots } from '../../group-shares/group-words.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import { useGroupEditing } from './group-editing.ts'
import { GroupReview } from './group-review.tsx'
import { ResaltButton } from './resalt-button.tsx'
import type { GroupUse } from './use-group.ts'

interface EditGroupProps {
  readonly loaded: Versioned<GroupView>
  readonly uses: readonly GroupUse[]
}

/** What can be changed of a group, and the way to its review. */
export function EditGroup({ loaded, uses }: EditGroupProps) {
  const stored = loaded.body
  const isEditable = useMay('editor')
  const editing = useGroupEditing(stored)
  const { base, draft, edit, isChanged, discard } = editing
  const name = problemOfName(draft.name)
  const slots = base.kind === 'exclusion' ? problemOfSlots(draft.slots) : null
  return (
    <>
      <Paper withBorder p="lg" component="section" aria-labelledby="about">
        <Stack>
          <Title order={2} size="h3" id="about">
            {m.group_detail_about()}
          </Title>
          <GroupFields
            kind={base.kind}
            draft={draft}
            edit={edit}
            problems={{ name, slots }}
            isEditable={isEditable}
            flagsOf={(slot) => [...new Set(uses.filter((use) => use.slot === slot).map(({ flag }) => flag))]}
          />
          {isEditable && <ResaltButton loaded={loaded} uses={uses} isDisabled={isChanged} />}
        </Stack>
      </Paper>
      {isChanged && (
        <SaveBar
          said={m.drafts_unsaved()}
          gaps={[name, slots].filter((problem) => problem !== null)}
          isStale={stored.version !== base.version}
          onDiscard={discard}
          renderReview={(onClose) => <GroupReview stored={stored} uses={uses} editing={editing} onClose={onClose} />}
        />
      )}
    </>
  )
}
