import { List, Stack, Title } from '@mantine/core'
import type { GroupView } from '../../api/use-choices.ts'
import { WHOLE } from '../../../../shared/contracts/limits.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Concerned } from './concerned.tsx'

/** What a request changes of an exclusion group or a holdout. */
export function GroupChange({ request }: { readonly request: ShownRequest }) {
  const { name, description, slots, share } = request.change as Partial<GroupView>
  return (
    <Stack component="section" gap="sm" aria-labelledby="what-changes">
      <Title order={2} size="h3" id="what-changes">
        {m.request_detail_what()}
      </Title>
      <List size="sm" spacing={6}>
        {name !== undefined && <List.Item>{m.request_detail_new_name({ name })}</List.Item>}
        {description !== undefined && (
          <List.Item>{m.request_detail_new_description({ description: description ?? '—' })}</List.Item>
        )}
        {slots?.map((slot) => (
          <List.Item key={slot.key}>
            {m.request_detail_new_slot({ slot: slot.key, share: formatShare(slot.share / WHOLE) })}
          </List.Item>
        ))}
        {share !== undefined && (
          <List.Item>{m.request_detail_new_share({ share: formatShare(share / WHOLE) })}</List.Item>
        )}
        {'salt' in request.change && <List.Item>{m.request_detail_new_salt()}</List.Item>}
      </List>
      <Concerned request={request} />
    </Stack>
  )
}
