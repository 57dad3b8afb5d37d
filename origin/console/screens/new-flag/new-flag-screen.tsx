import { Select, Switch, TagsInput, TextInput, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSearchParams } from 'wouter'
import { pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { CreationForm } from '../../creating/creation-form.tsx'
import { useCreation } from '../../creating/use-creation.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { TYPE_NAMES, problemOfName, problemOfValue } from '../../variants/draft-variant.ts'
import { VariantFields } from '../../variants/variant-fields.tsx'
import { type DraftFlag, EMPTY_DRAFT, TYPES, firstVariants, flagOf, problemOfKey } from './draft-flag.ts'

/** Makes a flag; what comes next leads to its first evaluation. */
export function NewFlagScreen() {
  const { project } = useScope()
  const creation = useCreation({
    path: pathOf`/projects/${project}/flags`,
    bodyOf: flagOf,
    stale: queryKeys.flags(project),
    pageOf: (key) => `/flags/${encodeURIComponent(key)}/connect`,
  })
  const [parameters] = useSearchParams()
  const form = useForm<DraftFlag>({
    // A list of what was asked for and does not exist leads here with the key.
    initialValues: { ...EMPTY_DRAFT, key: parameters.get('key') ?? '' },
    validate: {
      key: problemOfKey,
      variants: {
        name: (name, { variants }) => problemOfName(name, variants),
        value: (value, { type }) => problemOfValue(value, type),
      },
    },
  })
  const chooseType = (name: string | null): void => {
    const type = TYPES.find((each) => each === name)
    if (type !== undefined) form.setValues({ type, variants: firstVariants(type) })
  }
  return (
    <CreationForm
      title={m.new_flag_title()}
      lead={m.new_flag_lead()}
      form={form}
      creation={creation}
      action={m.new_flag_create()}
    >
      <TextInput
        label={m.new_flag_key()}
        description={m.new_flag_key_hint()}
        placeholder="new-checkout"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('key')}
      />
      <Select
        label={m.new_flag_type()}
        data={TYPES.map((type) => ({ value: type, label: TYPE_NAMES[type]() }))}
        allowDeselect={false}
        value={form.values.type}
        onChange={chooseType}
      />
      {form.values.type !== 'boolean' && (
        <VariantFields
          variants={form.values.variants}
          onChange={(variants) => {
            form.clearErrors()
            form.setFieldValue('variants', variants)
          }}
          problemOf={(place, part) => form.errors[`variants.${place}.${part}`]}
        />
      )}
      <Textarea
        autosize
        minRows={2}
        label={m.new_flag_description()}
        description={m.new_flag_description_hint()}
        {...form.getInputProps('description')}
      />
      <TagsInput label={m.new_flag_tags()} description={m.new_flag_tags_hint()} {...form.getInputProps('tags')} />
      <Switch
        label={m.new_flag_client()}
        description={m.new_flag_client_hint()}
        {...form.getInputProps('clientVisible', { type: 'checkbox' })}
      />
    </CreationForm>
  )
}
