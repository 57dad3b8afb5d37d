import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { ChangedFields } from '../../editing/changed-fields.tsx'
import { EditProblem } from '../../editing/edit-problem.tsx'
import { useEdit } from '../../editing/use-edit.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { ContextFields } from './context-fields.tsx'
import {
  type DraftContext,
  contextOf,
  describeContext,
  draftOf,
  problemOfName,
  problemOfText,
} from './draft-context.ts'
import { type SavedContext, contextsKey, loadContext, useContextsPath, versioned } from './use-contexts.ts'

interface EditContextDialogProps {
  readonly saved: SavedContext
  readonly onClose: () => void
}

export function EditContextDialog({ saved, onClose }: EditContextDialogProps) {
  const { id, name } = saved
  const { project } = useScope()
  const [allPath, path] = [useContextsPath(), useContextsPath(id)]
  const queryClient = useQueryClient()
  const edit = useEdit<SavedContext, DraftContext>({
    loaded: versioned(saved),
    valuesOf: draftOf,
    validate: { name: problemOfName, text: problemOfText },
    load: () => loadContext(allPath, id),
    send: (draft, ifMatch) => callApi<SavedContext>(path, { method: 'PATCH', body: contextOf(draft), ifMatch }),
    onSaved: ({ body }) => {
      void queryClient.invalidateQueries({ queryKey: contextsKey(project) })
      notifications.show({ message: m.contexts_saved({ name: body.name }) })
      onClose()
    },
  })
  const { form, before } = edit
  return (
    <FormDialog
      size="lg"
      title={m.contexts_edit_of({ name })}
      problem={<EditProblem edit={edit} describe={describeContext} />}
      action={m.blocks_save()}
      isBusy={edit.isBusy}
      isDisabled={!form.isDirty()}
      onSubmit={form.onSubmit(edit.save)}
      onCancel={onClose}
    >
      <ContextFields form={form} />
      <ChangedFields
        label={m.contexts_changes()}
        before={describeContext(before)}
        after={describeContext(form.values)}
      />
    </FormDialog>
  )
}
