import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { EnvironmentView } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { useUnsavedGuard } from '../../blocks/unsaved-guard.ts'
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
  useUnsavedGuard(form.isDirty() && !create.isPending && !create.isSuccess)
  return (
    <Modal
      opened
      size="lg"
      title={m.environments_new()}
      onClose={onClose}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': m.blocks_close() }}
    >
      <form noValidate onSubmit={form.onSubmit((draft) => create.mutate(draft))}>
        <Stack>
          {create.error !== null && <ProblemAlert error={create.error} />}
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
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {m.blocks_cancel()}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {m.environments_create()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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
