import { List } from '@mantine/core'
import { WHOLE } from '../../../../shared/contracts/limits.ts'
import type { GroupView } from '../../api/use-choices.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { ChangeFrame } from './change-frame.tsx'

/** What a request changes of an exclusion group or a holdout. */
export function GroupChange({ request }: { readonly request: ShownRequest }) {
  const { name, description, slots, share } = request.change as Partial<GroupView>
  return (
    <ChangeFrame request={request} name={name} description={description}>
      {slots?.map((slot) => (
        <List.Item key={slot.key}>
          {m.request_detail_new_slot({ slot: slot.key, share: formatShare(slot.share / WHOLE) })}
        </List.Item>
      ))}
      {share !== undefined && (
        <List.Item>{m.request_detail_new_share({ share: formatShare(share / WHOLE) })}</List.Item>
      )}
      {'salt' in request.change && <List.Item>{m.request_detail_new_salt()}</List.Item>}
    </ChangeFrame>
  )
}
