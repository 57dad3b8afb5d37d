import { TextInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { CreationForm } from '../../creating/creation-form.tsx'
import { useCreation } from '../../creating/use-creation.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'

interface NewSegment {
  readonly key: string
  readonly name: string
  readonly description: string
}

/** Makes an empty segment; whom it holds is said on its page, which comes next. */
export function NewSegmentScreen() {
  const { project, environment } = useScope()
  const creation = useCreation({
    path: pathOf`/projects/${project}/environments/${environment}/segments`,
    bodyOf: segmentOf,
    stale: queryKeys.inEnvironment(project, environment),
    pageOf: (key) => `/segments/${encodeURIComponent(key)}`,
  })
  const form = useForm<NewSegment>({
    initialValues: { key: '', name: '', description: '' },
    validate: { key: (key) => (key.trim() === '' ? m.new_segment_key_required() : null) },
  })
  return (
    <CreationForm
      title={m.new_segment_title()}
      lead={m.new_segment_lead({ environment: useEnvironment()?.name ?? '' })}
      form={form}
      creation={creation}
      action={m.new_segment_create()}
    >
      <TextInput
        label={m.new_segment_key()}
        description={m.new_segment_key_hint()}
        placeholder="beta-testers"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('key')}
      />
      <TextInput label={m.new_segment_name()} description={m.new_segment_name_hint()} {...form.getInputProps('name')} />
      <Textarea autosize minRows={2} label={m.new_segment_description()} {...form.getInputProps('description')} />
    </CreationForm>
  )
}

function segmentOf({ key, name, description }: NewSegment): object {
  return {
    key: key.trim(),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
  }
}
