import { Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { type DraftGroup, type GroupKind, groupOf } from '../../group-shares/draft-group.ts'
import { problemOfKey, problemOfSlots } from '../../group-shares/group-words.ts'
import { GroupFields } from '../../group-shares/group-fields.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

/** Half and half, and one in twenty held out: a beginning that somebody can see the sense of. */
const FIRST: DraftGroup = {
  name: '',
  description: '',
  slots: [
    { key: 'a', share: 50_000, isNew: true },
    { key: 'b', share: 50_000, isNew: true },
  ],
  share: 5_000,
}

interface About {
  readonly kind: GroupKind
  readonly key: string
  readonly by: string
}

export function NewGroupDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCreation()
  const [kind, setKind] = useState<GroupKind>('exclusion')
  const about = useForm({ initialValues: { key: '', by: '' }, validate: { key: problemOfKey } })
  const form = useForm<DraftGroup>({
    initialValues: FIRST,
    validate: { slots: (slots) => (kind === 'exclusion' ? problemOfSlots(slots) : null) },
  })
  const submit = (): void => {
    const problems = [about.validate(), form.validate()]
    if (problems.every(({ hasErrors }) => !hasErrors))
      create.mutate({ ...about.getValues(), kind, draft: form.getValues() })
  }
  return (
    <FormDialog
      size="lg"
      title={m.groups_new()}
      problem={create.error !== null && <ProblemAlert error={create.error} />}
      action={m.groups_create()}
      isBusy={create.isPending}
      isUnsaved={(form.isDirty() || about.isDirty()) && !create.isPending && !create.isSuccess}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onCancel={onClose}
    >
      <KindChoice kind={kind} onChange={setKind} />
      <TextInput
        label={m.groups_key()}
        description={m.groups_key_hint()}
        placeholder={kind === 'holdout' ? 'q4' : 'checkout'}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        {...about.getInputProps('key')}
      />
      <TextInput
        label={m.groups_by()}
        description={m.groups_by_hint()}
        placeholder="targetingKey"
        autoComplete="off"
        spellCheck={false}
        {...about.getInputProps('by')}
      />
      <GroupFields kind={kind} draft={form.values} edit={(part) => form.setValues(part)} problems={form.errors} />
    </FormDialog>
  )
}

interface KindChoiceProps {
  readonly kind: GroupKind
  readonly onChange: (kind: GroupKind) => void
}

function KindChoice({ kind, onChange }: KindChoiceProps) {
  return (
    <Radio.Group
      label={m.groups_kind()}
      value={kind}
      onChange={(value) => onChange(value === 'holdout' ? 'holdout' : 'exclusion')}
    >
      <Stack gap={6} mt={4}>
        <Radio value="exclusion" label={m.groups_exclusion()} description={m.groups_exclusion_hint()} />
        <Radio value="holdout" label={m.groups_holdout()} description={m.groups_holdout_hint()} />
      </Stack>
    </Radio.Group>
  )
}

/** Sent twice, it is created once. */
function useCreation() {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [idempotencyKey, drawAgain] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ kind, key, by, draft }: About & { readonly draft: DraftGroup }) => {
      const { name, ...shares } = groupOf(kind, draft)
      const body = {
        kind,
        key,
        ...shares,
        ...(name === '' ? {} : { name }),
        ...(by.trim() === '' ? {} : { by: by.trim() }),
      }
      return (await callApi<GroupView>(pathOf`/projects/${project}/groups`, { method: 'POST', body, idempotencyKey }))
        .body
    },
    onSuccess: async ({ key }) => {
      await queryClient.invalidateQueries({ queryKey: [...queryKeys.project(project), 'groups'] })
      navigate(`/groups/${encodeURIComponent(key)}`)
    },
    // What is sent next was mended: another creation.
    onError: () => drawAgain(crypto.randomUUID()),
  })
}
