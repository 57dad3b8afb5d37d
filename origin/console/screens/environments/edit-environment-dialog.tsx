import { Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { EnvironmentView } from '../../api/views.ts'
import { Dialog } from '../../blocks/dialog.tsx'
import { DialogForm } from '../../blocks/dialog-form.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { EditProblem } from '../../editing/edit-problem.tsx'
import { useEdit } from '../../editing/use-edit.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { describeEnvironment, draftOf, environmentOf, problemOfName } from './draft-environment.ts'
import { EnvironmentFields } from './environment-fields.tsx'

interface EditEnvironmentDialogProps {
  /** Its key. */
  readonly environment: string
  readonly onClose: () => void
}

export function EditEnvironmentDialog({ environment, onClose }: EditEnvironmentDialogProps) {
  const { project } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}`
  const loaded = useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'settings'],
    queryFn: ({ signal }) => callApi<EnvironmentView>(path, { signal }),
    // What is edited is never older than the dialog.
    gcTime: 0,
    staleTime: Infinity,
  })
  return (
    <Dialog size="lg" title={m.environments_edit_of({ name: loaded.data?.body.name ?? environment })} onClose={onClose}>
      {loaded.error !== null && <ProblemAlert error={loaded.error} onRetry={() => void loaded.refetch()} />}
      {loaded.isLoading && <SkeletonRows />}
      {loaded.data !== undefined && <EnvironmentForm path={path} loaded={loaded.data} onDone={onClose} />}
    </Dialog>
  )
}

interface EnvironmentFormProps {
  readonly path: string
  readonly loaded: Versioned<EnvironmentView>
  readonly onDone: () => void
}

function EnvironmentForm({ path, loaded, onDone }: EnvironmentFormProps) {
  const { project } = useScope()
  const queryClient = useQueryClient()
  const edit = useEdit({
    loaded,
    valuesOf: draftOf,
    validate: { name: problemOfName },
    load: () => callApi<EnvironmentView>(path),
    send: (draft, ifMatch) => callApi<EnvironmentView>(path, { method: 'PATCH', body: environmentOf(draft), ifMatch }),
    onSaved: ({ body: { name } }) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.environments(project) })
      notifications.show({ message: m.environments_saved({ name }) })
      onDone()
    },
  })
  const { form, before } = edit
  return (
    <DialogForm
      problem={<EditProblem edit={edit} describe={describeEnvironment} />}
      action={m.blocks_save()}
      isBusy={edit.isBusy}
      isDisabled={!form.isDirty()}
      onSubmit={form.onSubmit(edit.save)}
      onCancel={onDone}
    >
      <TextInput label={m.environments_name()} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
      <EnvironmentFields form={form} />
      {before.protected && !form.values.protected && (
        <Text size="sm" fw={600}>
          {m.environments_unprotect_warning()}
        </Text>
      )}
      <ChangedFields
        label={m.environments_changes()}
        before={describeEnvironment(before)}
        after={describeEnvironment(form.values)}
      />
    </DialogForm>
  )
}
