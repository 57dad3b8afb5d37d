import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../../../blocks/problem-alert.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { Waiting } from '../../../shell/waiting.tsx'
import { draftOf, isSame } from '../../../changes/draft.ts'
import type { Editing } from '../use-draft.ts'
import { useConfigurations } from '../../../api/use-flag.ts'
import { ChangeList } from '../../../changes/change-list.tsx'
import { changesBetween } from '../../../changes/changes-between.ts'
import { rebaseDraft } from '../../../changes/rebase-draft.ts'

export interface ConflictPanelProps {
  readonly flag: string
  /** The environment's name. */
  readonly environment: string
  readonly editing: Editing
  /** What goes on: the review of one's own edits, or nothing. */
  readonly onDone: (hasEdits: boolean) => void
}

/** What somebody else saved meanwhile beside one's own edits, and what becomes of both. */
export function ConflictPanel({ flag, environment, editing, onDone }: ConflictPanelProps) {
  const { base, draft, discard, rebase } = editing
  const configurations = useConfigurations(flag)
  const theirs = configurations.data?.find((each) => each.environment === base.environment)
  if (configurations.error !== null) {
    return <ProblemAlert error={configurations.error} onRetry={() => void configurations.refetch()} />
  }
  if (theirs === undefined || theirs.version === base.version) return <Waiting />
  const reapplied = rebaseDraft({ base: draftOf(base), mine: draft, theirs: draftOf(theirs) })
  return (
    <Stack gap="md">
      <section>
        <Title order={3}>{m.flag_detail_their_changes()}</Title>
        <ChangeList changes={changesBetween(draftOf(base), draftOf(theirs))} environment={environment} />
      </section>
      <section>
        <Title order={3}>{m.flag_detail_my_changes()}</Title>
        <ChangeList changes={changesBetween(draftOf(base), draft)} environment={environment} />
      </section>
      <Text size="sm" c="dimmed">
        {m.flag_detail_conflict_hint()}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            discard()
            onDone(false)
          }}
        >
          {m.flag_detail_take_theirs()}
        </Button>
        <Button
          onClick={() => {
            rebase(theirs, reapplied)
            onDone(!isSame(reapplied, draftOf(theirs)))
          }}
        >
          {m.flag_detail_reapply()}
        </Button>
      </Group>
    </Stack>
  )
}
