import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ApiError } from '../../api/api-error.ts'
import { FormDialog } from '../../blocks/form-dialog.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { RoleChoice } from './role-choice.tsx'
import { type NewMember, useAddition } from './use-member-change.ts'

export function AddMemberDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useAddition(onClose)
  const form = useForm<NewMember>({
    initialValues: { email: '', role: 'viewer' },
    validate: { email: (email) => (email.trim() === '' ? m.people_email_required() : null) },
  })
  return (
    <FormDialog
      title={m.people_add()}
      problem={add.error !== null && <ProblemAlert error={add.error} />}
      action={m.people_add()}
      isBusy={add.isPending}
      isUnsaved={form.isDirty() && !add.isPending && !add.isSuccess}
      onSubmit={form.onSubmit(({ email, role }) => add.mutate({ email: email.trim(), role }))}
      onCancel={onClose}
    >
      {isUnknown(add.error) && <Text size="sm">{m.people_invite_instead()}</Text>}
      <TextInput
        type="email"
        label={m.people_email()}
        description={m.people_email_hint()}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('email')}
      />
      <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
    </FormDialog>
  )
}

function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'person_not_found'
}
