import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import { ConflictNotice } from './conflict-notice.tsx'
import type { Editing } from './use-draft.ts'
import type { ChangedThing } from './use-last-change.ts'

export interface ConflictFrameProps<Stored, Draft> {
  readonly editing: Editing<Stored, Draft>
  readonly theirs: Stored
  /** One's own edits, laid over theirs. */
  readonly reapplied: Draft
  readonly changed: ChangedThing
  readonly theirChanges: ReactNode
  readonly myChanges: ReactNode
  /** What becomes of both. */
  readonly hint: string
  /** Goes on with the review of one's own edits, as far as any are left. */
  readonly onDone: () => void
}

/** What somebody else saved meanwhile beside one's own edits, and the choice between them. */
export function ConflictFrame<Stored, Draft>(props: ConflictFrameProps<Stored, Draft>) {
  const { editing, theirs, reapplied, changed, theirChanges, myChanges, hint, onDone } = props
  return (
    <Stack gap="md">
      <ConflictNotice changed={changed} />
      <section>
        <Title order={3}>{m.drafts_their_changes()}</Title>
        {theirChanges}
      </section>
      <section>
        <Title order={3}>{m.drafts_my_changes()}</Title>
        {myChanges}
      </section>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            editing.discard()
            onDone()
          }}
        >
          {m.drafts_take_theirs()}
        </Button>
        <Button
          onClick={() => {
            editing.rebase(theirs, reapplied)
            onDone()
          }}
        >
          {m.drafts_reapply()}
        </Button>
      </Group>
    </Stack>
  )
}
