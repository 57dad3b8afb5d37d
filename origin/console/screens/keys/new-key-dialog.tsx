import { Radio, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { Dialog } from '../../blocks/dialog.tsx'
import { DialogForm } from '../../blocks/dialog-form.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { useEnvironment } from '../../shell/scope.ts'
import { KIND_HINTS, KIND_NAMES } from './key-words.ts'
import { MadeKeyNote } from './made-key-note.tsx'
import { type DraftKey, EMPTY_KEY, keyOf, problemOfExpiry, problemOfName, problemOfOrigins } from './new-key.ts'
import { useKeyCreation } from './use-key-change.ts'
import { useKeyPlaces } from './use-keys.ts'

const KINDS = ['srv', 'cli', 'adm'] as const

export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useKeyCreation()
  return (
    <Dialog
      size="lg"
      title={create.data === undefined ? m.keys_new() : m.keys_made_title({ name: create.data.name })}
      onClose={onClose}
    >
      {create.data === undefined ? (
        <KeyForm create={create} onCancel={onClose} />
      ) : (
        <MadeKeyNote made={create.data} onDone={onClose} />
      )}
    </Dialog>
  )
}

interface KeyFormProps {
  readonly create: ReturnType<typeof useKeyCreation>
  readonly onCancel: () => void
}

function KeyForm({ create, onCancel }: KeyFormProps) {
  const places = useKeyPlaces()
  const form = useForm<DraftKey>({
    initialValues: EMPTY_KEY,
    validate: {
      name: problemOfName,
      origins: (origins, { kind }) => (kind === 'cli' ? problemOfOrigins(origins) : null),
      expires: (expires) => problemOfExpiry(expires, Date.now()),
    },
  })
  const submit = (draft: DraftKey): void =>
    create.mutate({ place: draft.kind === 'adm' ? places.ofProject : places.ofEnvironment, key: keyOf(draft) })
  return (
    <DialogForm
      problem={create.error !== null && <ProblemAlert error={create.error} />}
      action={m.keys_create()}
      isBusy={create.isPending}
      isUnsaved={form.isDirty() && !create.isPending}
      onSubmit={form.onSubmit(submit)}
      onCancel={onCancel}
    >
      <KindChoice form={form} />
      <TextInput
        label={m.keys_name()}
        description={m.keys_name_hint()}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      {form.values.kind === 'cli' && (
        <TagsInput
          label={m.keys_origins()}
          description={m.keys_origins_hint()}
          placeholder="https://shop.example"
          {...form.getInputProps('origins')}
        />
      )}
      {form.values.kind === 'adm' && (
        <Select
          label={m.keys_role()}
          data={Object.entries(ROLE_NAMES).map(([role, name]) => ({ value: role, label: name() }))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
      )}
      <TextInput
        type="datetime-local"
        label={m.keys_expires()}
        description={m.keys_expires_hint()}
        {...form.getInputProps('expires')}
      />
    </DialogForm>
  )
}

function KindChoice({ form }: { readonly form: UseFormReturnType<DraftKey> }) {
  const environment = useEnvironment()?.name ?? ''
  return (
    <Radio.Group label={m.keys_kind()} description={m.keys_kind_hint({ environment })} {...form.getInputProps('kind')}>
      <Stack gap="xs" mt="xs">
        {KINDS.map((kind) => (
          <Radio key={kind} value={kind} label={KIND_NAMES[kind]()} description={KIND_HINTS[kind]()} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
