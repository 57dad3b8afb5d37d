import { Button, Group, Text } from '@mantine/core'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { type Draft, changedMembers, draftOf } from '../../changes/draft.ts'
import { rebaseDraft } from '../../changes/rebase-draft.ts'
import { m } from '../../i18n/compiled/messages.js'
import { askedDraft } from './asked-draft.ts'
import { repeatedChange } from './repeated-change.ts'
import { type FlagStates, useFlagStates } from './use-request.ts'

export interface AskAgainProps {
  readonly request: ShownRequest
  readonly isBusy: boolean
  readonly onAsk: (change: object) => void
}

/** Lays what was asked for over what somebody else saved meanwhile. */
export function AskAgain({ request, isBusy, onAsk }: AskAgainProps) {
  if (request.flag !== null) return <FlagAgain request={request} flag={request.flag} isBusy={isBusy} onAsk={onAsk} />
  const change = repeatedChange(request)
  if (change === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {m.request_detail_segment_again()}
      </Text>
    )
  }
  return <Again hint={m.request_detail_again_whole()} isBusy={isBusy} onAsk={() => onAsk(change)} />
}

function FlagAgain({ request, flag, isBusy, onAsk }: AskAgainProps & { readonly flag: string }) {
  const states = useFlagStates(request, flag).data
  const change = states === undefined ? {} : rebasedChange(states, request)
  const isNothing = Object.keys(change).length === 0
  const hint = states !== undefined && isNothing ? m.request_detail_again_nothing() : m.request_detail_again_hint()
  return <Again hint={hint} isBusy={isBusy || isNothing} onAsk={() => onAsk(change)} />
}

interface AgainProps {
  readonly hint: string
  readonly isBusy: boolean
  readonly onAsk: () => void
}

function Again({ hint, isBusy, onAsk }: AgainProps) {
  return (
    <Group gap="sm">
      <Button disabled={isBusy} onClick={onAsk}>
        {m.request_detail_again()}
      </Button>
      <Text size="sm" c="dimmed" flex={1} miw={240}>
        {hint}
      </Text>
    </Group>
  )
}

function rebasedChange({ base, now }: FlagStates, request: ShownRequest): Partial<Draft> {
  const [was, is] = [draftOf(base), draftOf(now)]
  const mine = askedDraft(was, request)
  return mine === undefined ? {} : changedMembers(is, rebaseDraft({ base: was, mine, theirs: is }))
}
