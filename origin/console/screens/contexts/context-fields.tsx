import { JsonInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { m } from '../../i18n/compiled/messages.js'
import type { DraftContext } from './draft-context.ts'

export function ContextFields({ form }: { readonly form: UseFormReturnType<DraftContext> }) {
  return (
    <>
      <TextInput
        label={m.contexts_name()}
        description={m.contexts_name_hint()}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <JsonInput
        label={m.contexts_context()}
        description={m.contexts_context_hint()}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        {...form.getInputProps('text')}
      />
    </>
  )
}
