import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { EnvironmentView } from '../../api/views.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import {
  type DraftEnvironment,
  EMPTY_ENVIRONMENT,
  environmentOf,
  problemOfKey,
  problemOfName,
} from './draft-environment.ts'
import { EnvironmentFields } from './environment-fields.tsx'

interface NewDraft extends DraftEnvironment {
  readonly key: string
}

export function NewEnvironmentDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCreation(onClose)
  const form = useForm<NewDraft>({
    initialValues: { ...EMPTY_ENVIRONMENT, key: '' },
    validate: { key: problemOfKey, name: problemOfName },
  })
  return (
    <FormDialog
      size="lg"
      title={m.environments_new()}
      problem={create.error !== null && <ProblemAlert error={create.error} />}
      action={m.environments_create()}
      isBusy={create.isPending}
      isUnsaved={form.isDirty() && !create.isPending && !create.isSuccess}
      onSubmit={form.onSubmit((draft) => create.mutate(draft))}
      onCancel={onClose}
    >
      <TextInput label={m.environments_name()} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={m.environments_key()}
        description={m.environments_key_hint()}
        placeholder="staging"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('key')}
      />
      <EnvironmentFields form={form} />
    </FormDialog>
  )
}

function useCreation(onMade: () => void) {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async (draft: NewDraft) => {
      const request = { method: 'POST', body: { key: draft.key, ...environmentOf(draft) }, idempotencyKey } as const
      return (await callApi<EnvironmentView>(pathOf`/projects/${project}/environments`, request)).body
    },
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: queryKeys.environments(project) })
      notifications.show({ message: m.environments_made({ name }) })
      onMade()
    },
  })
}
