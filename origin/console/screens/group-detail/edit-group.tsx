import { Alert, Anchor, Button, Group, Paper, Stack, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Versioned, callApi } from '../../api/api-client.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { EditProblem } from '../../editing/edit-problem.tsx'
import { useEdit } from '../../editing/use-edit.ts'
import {
  type DraftGroup,
  changesOfGroup,
  draftOfGroup,
  groupOf,
  hasOtherShares,
} from '../../group-shares/draft-group.ts'
import { describeGroup, problemOfName, problemOfSlots } from '../../group-shares/group-words.ts'
import { GroupFields } from '../../group-shares/group-fields.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { AboutChange, type ChangeFacts } from './about-change.tsx'
import { guardsOf } from './guards-of.ts'
import { ResaltButton } from './resalt-button.tsx'
import { useAskForGroup } from './use-ask-for-group.ts'
import { type GroupUse, groupKeys, outdateGroups, useGroupPath } from './use-group.ts'

interface EditGroupProps {
  readonly loaded: Versioned<GroupView>
  readonly uses: readonly GroupUse[]
}

/** Shares are changed at once, or asked for where a protected environment refers to the group. */
export function EditGroup({ loaded, uses }: EditGroupProps) {
  const stored = loaded.body
  const { kind, key } = stored
  const isEditable = useMay('editor')
  const [facts, setFacts] = useState<ChangeFacts>({ reason: '' })
  const edit = useEditing(loaded, facts.reason)
  const { form, before } = edit
  const ask = useAskForGroup(key, () => {
    form.reset()
    setFacts({ reason: '' })
  })
  const guards = guardsOf(uses, useScope().environments)
  const needsOthers = guards.length > 0 && hasOtherShares(stored, form.values)
  const isRequest = needsOthers || facts.applyAt !== undefined
  const describe = describeGroup(kind)
  const submit = (draft: DraftGroup): void =>
    isRequest ? ask.mutate({ change: changesOfGroup(stored, draft), ...facts }) : edit.save(draft)
  return (
    <Paper component="form" noValidate withBorder p="lg" onSubmit={form.onSubmit(submit)}>
      <Stack>
        <Title order={2} size="h3">
          {m.group_detail_about()}
        </Title>
        {ask.data !== undefined && !form.isDirty() && <Asked id={ask.data} />}
        {ask.error !== null && <ProblemAlert error={ask.error} />}
        <EditProblem edit={edit} describe={describe} />
        <GroupFields
          kind={kind}
          form={form}
          isEditable={isEditable}
          flagsOf={(slot) => [...new Set(uses.filter((use) => use.slot === slot).map(({ flag }) => flag))]}
        />
        {form.isDirty() && (
          <>
            <ChangedFields label={m.group_detail_changes()} before={describe(before)} after={describe(form.values)} />
            <AboutChange facts={facts} guards={needsOthers ? guards : []} onChange={setFacts} />
          </>
        )}
        {isEditable && (
          <Group justify="space-between" gap="xs">
            <ResaltButton loaded={loaded} uses={uses} isDisabled={form.isDirty()} />
            <SaveButtons
              isDirty={form.isDirty()}
              isBusy={edit.isBusy || ask.isPending}
              action={isRequest ? m.group_detail_ask() : m.blocks_save()}
              onUndo={form.reset}
            />
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

function useEditing(loaded: Versioned<GroupView>, reason: string) {
  const { kind, key } = loaded.body
  const { project } = useScope()
  const path = useGroupPath(key)
  const queryClient = useQueryClient()
  return useEdit<GroupView, DraftGroup>({
    loaded,
    valuesOf: draftOfGroup,
    validate: {
      name: problemOfName,
      slots: (slots) => (kind === 'exclusion' ? problemOfSlots(slots) : null),
    },
    load: () => callApi<GroupView>(path),
    send: (draft, ifMatch) => {
      // Over what somebody else saved, all of it is meant.
      const body = ifMatch === loaded.etag ? changesOfGroup(loaded.body, draft) : groupOf(kind, draft)
      return callApi<GroupView>(path, { method: 'PATCH', body, ifMatch, reason })
    },
    onSaved: (saved) => {
      void outdateGroups(queryClient, project)
      queryClient.setQueryData(groupKeys.one(project, key), saved)
      notifications.show({ message: m.group_detail_saved({ name: saved.body.name }) })
    },
  })
}

function Asked({ id }: { readonly id: string }) {
  return (
    <Alert color="green" title={m.group_detail_asked()} role="status">
      <Anchor component={Link} size="sm" href={`/requests/${id}`}>
        {m.group_detail_to_request()}
      </Anchor>
    </Alert>
  )
}

interface SaveButtonsProps {
  readonly isDirty: boolean
  readonly isBusy: boolean
  readonly action: string
  readonly onUndo: () => void
}

function SaveButtons({ isDirty, isBusy, action, onUndo }: SaveButtonsProps) {
  return (
    <Group gap="xs">
      <Button variant="default" disabled={!isDirty} onClick={onUndo}>
        {m.blocks_undo()}
      </Button>
      <Button type="submit" loading={isBusy} disabled={!isDirty}>
        {action}
      </Button>
    </Group>
  )
}
