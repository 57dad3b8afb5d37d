import { NumberInput, Radio, Select, Stack, Switch } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { m } from '../../i18n/compiled/messages.js'
import { type DraftEnvironment, EVENT_NAMES, USER_ID_NAMES } from './draft-environment.ts'

/** As the API bounds it. */
const MOST_APPROVALS = 10
const MOST_PERCENT = 100

/** What can be said of an environment, beside its name. */
export function EnvironmentFields<Draft extends DraftEnvironment>({
  form,
}: {
  readonly form: UseFormReturnType<Draft>
}) {
  const { protected: isProtected, events } = form.values
  return (
    <>
      <Switch
        label={m.environments_protected()}
        description={m.environments_protected_hint()}
        {...form.getInputProps('protected', { type: 'checkbox' })}
      />
      {isProtected && (
        <NumberInput
          label={m.environments_approvals()}
          description={m.environments_approvals_hint()}
          min={1}
          max={MOST_APPROVALS}
          allowDecimal={false}
          w={{ base: '100%', xs: 220 }}
          {...form.getInputProps('requiredApprovals')}
        />
      )}
      <Select
        label={m.environments_events()}
        description={m.environments_events_hint()}
        data={Object.entries(EVENT_NAMES).map(([mode, name]) => ({ value: mode, label: name() }))}
        allowDeselect={false}
        {...form.getInputProps('events')}
      />
      {events === 'sample' && (
        <NumberInput
          label={m.environments_sample()}
          suffix=" %"
          min={0}
          max={MOST_PERCENT}
          decimalScale={3}
          w={{ base: '100%', xs: 220 }}
          {...form.getInputProps('samplePercent')}
        />
      )}
      <Radio.Group label={m.environments_user_ids()} {...form.getInputProps('userIds')}>
        <Stack gap="xs" mt="xs">
          <Radio
            value="pseudonym"
            label={USER_ID_NAMES.pseudonym()}
            description={m.environments_user_ids_pseudonym_hint()}
          />
          <Radio value="plain" label={USER_ID_NAMES.plain()} description={m.environments_user_ids_plain_hint()} />
        </Stack>
      </Radio.Group>
    </>
  )
}
