import { Anchor, Stack, Text } from '@mantine/core'
import { Link, useParams } from 'wouter'
import { ApiError } from '../../api/api-error.ts'
import { useNameOf } from '../../api/use-name-of.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { subjectText } from '../../change-requests/request-words.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { ApprovalList } from './approval-list.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { FlagChange } from './flag-change.tsx'
import { FlagEverywhereChange } from './flag-everywhere-change.tsx'
import { GroupChange } from './group-change.tsx'
import { SegmentChange } from './segment-change.tsx'
import { StatePanel } from './state-panel.tsx'
import { useRequest } from './use-request.ts'
import { WeighedContexts } from './weighed-contexts.tsx'

/** One request: what it would change, for whom, who approved it, and what can be decided. */
export function RequestDetailScreen() {
  const { id } = useParams<{ id: string }>()
  const request = useRequest(id)
  if (request.error instanceof ApiError && request.error.problem.code === 'request_not_found') {
    return (
      <EmptyState title={m.request_detail_missing()} hint={m.request_detail_missing_hint()}>
        <Anchor component={Link} href="/requests">
          {m.request_detail_to_list()}
        </Anchor>
      </EmptyState>
    )
  }
  if (request.error !== null) {
    return (
      <Page title={m.request_detail_title()}>
        <ProblemAlert error={request.error} onRetry={() => void request.refetch()} />
      </Page>
    )
  }
  return request.data === undefined ? <Waiting /> : <Request request={request.data.body} />
}

function Request({ request }: { readonly request: ShownRequest }) {
  const nameOf = useNameOf()
  const environment = useEnvironment()?.name ?? ''
  const { author, createdAt, reason } = request
  return (
    <Page
      title={m.request_detail_of({ subject: subjectText(request), environment })}
      lead={m.request_detail_asked({ author: nameOf(author), time: formatTime(createdAt) })}
    >
      <Stack gap="lg" maw={960}>
        <Stack gap={4}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {reason === null ? m.request_detail_no_reason() : m.request_detail_reason({ reason })}
          </Text>
          <ToSubject request={request} />
        </Stack>
        <StatePanel request={request} />
        <Change request={request} />
        {request.state === 'open' && <WeighedContexts request={request} />}
        <ApprovalList request={request} />
        <DecisionPanel request={request} />
      </Stack>
    </Page>
  )
}

function Change({ request }: { readonly request: ShownRequest }) {
  if (request.flag !== null) return <FlagChange request={request} flag={request.flag} />
  if (request.flagEverywhere !== null) return <FlagEverywhereChange request={request} flag={request.flagEverywhere} />
  return request.segment === null ? <GroupChange request={request} /> : <SegmentChange request={request} />
}

function ToSubject({ request }: { readonly request: ShownRequest }) {
  const { group, segment, flagEverywhere } = request
  const subject = subjectText(request)
  const place = group === null ? (segment === null ? 'flags' : 'segments') : 'groups'
  const texts = {
    flags: m.request_detail_to_flag,
    segments: m.request_detail_to_segment,
    groups: m.request_detail_to_group,
  }
  return (
    <Anchor
      component={Link}
      size="sm"
      href={`/${place}/${encodeURIComponent(subject)}${flagEverywhere === null ? '' : '/settings'}`}
    >
      {texts[place]({ subject })}
    </Anchor>
  )
}
