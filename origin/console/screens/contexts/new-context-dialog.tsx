import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../api/api-client.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { ContextFields } from './context-fields.tsx'
import { type DraftContext, FIRST_CONTEXT, contextOf, problemOfName, problemOfText } from './draft-context.ts'
import { type SavedContext, contextsKey, useContextsPath } from './use-contexts.ts'

export function NewContextDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCreation(onClose)
  const form = useForm<DraftContext>({
    initialValues: FIRST_CONTEXT,
    validate: { name: problemOfName, text: problemOfText },
  })
  return (
    <FormDialog
      size="lg"
      title={m.contexts_new()}
      problem={create.error !== null && <ProblemAlert error={create.error} />}
      action={m.contexts_create()}
      isBusy={create.isPending}
      isUnsaved={form.isDirty() && !create.isPending && !create.isSuccess}
      onSubmit={form.onSubmit((draft) => create.mutate(draft))}
      onCancel={onClose}
    >
      <ContextFields form={form} />
    </FormDialog>
  )
}

/** Sent twice, it is created once. */
function useCreation(onMade: () => void) {
  const { project } = useScope()
  const path = useContextsPath()
  const queryClient = useQueryClient()
  const [idempotencyKey, drawAgain] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async (draft: DraftContext) =>
      (await callApi<SavedContext>(path, { method: 'POST', body: contextOf(draft), idempotencyKey })).body,
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: contextsKey(project) })
      notifications.show({ message: m.contexts_saved({ name }) })
      onMade()
    },
    // What is sent next was mended: another creation.
    onError: () => drawAgain(crypto.randomUUID()),
  })
}
