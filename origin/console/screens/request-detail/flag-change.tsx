import { Alert, Stack, Text, Title } from '@mantine/core'
import { useNameOf } from '../../api/use-name-of.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { ChangeTabs } from '../../changes/change-tabs.tsx'
import { ChangeList } from '../../changes/change-list.tsx'
import { changesBetween } from '../../changes/changes-between.ts'
import { draftOf } from '../../changes/draft.ts'
import { JsonDiff } from '../../changes/json-diff.tsx'
import { formatAgo } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { askedDraft } from './asked-draft.ts'
import { type FlagStates, useFlagStates } from './use-request.ts'

export interface FlagChangeProps {
  readonly request: ShownRequest
  readonly flag: string
}

/** What a request changes of a flag: of one that is over, as it was when it was asked for. */
export function FlagChange({ request, flag }: FlagChangeProps) {
  const environment = useEnvironment()?.name ?? ''
  const states = useFlagStates(request, flag)
  if (states.error !== null) return <ProblemAlert error={states.error} onRetry={() => void states.refetch()} />
  if (states.data === undefined) return <Waiting />
  const before = draftOf(request.state === 'open' ? states.data.now : states.data.base)
  const after = askedDraft(before, request)
  return (
    <Stack gap="md">
      {request.isConflicting && <Meanwhile states={states.data} environment={environment} />}
      <section aria-labelledby="what-changes">
        <Title order={2} size="h3" id="what-changes" mb="xs">
          {m.request_detail_what()}
        </Title>
        {after === undefined ? (
          <JsonDiff before={before} after={{ ...before, ...request.change }} />
        ) : (
          <ChangeTabs before={before} after={after} environment={environment} />
        )}
      </section>
    </Stack>
  )
}

/** What somebody else saved since the request was written. */
function Meanwhile({ states, environment }: { readonly states: FlagStates; readonly environment: string }) {
  const nameOf = useNameOf()
  const { base, now, lastChange } = states
  return (
    <Alert color="yellow" title={meanwhileTitle(lastChange, nameOf)}>
      <Text size="sm" mb="xs">
        {m.request_detail_meanwhile_hint()}
      </Text>
      <ChangeList changes={changesBetween(draftOf(base), draftOf(now))} environment={environment} />
    </Alert>
  )
}

function meanwhileTitle(lastChange: FlagStates['lastChange'], nameOf: (actor: string) => string): string {
  if (lastChange === undefined) return m.request_detail_meanwhile()
  return m.blocks_conflict({ ago: formatAgo(lastChange.at, Date.now()), who: nameOf(lastChange.actor) })
}
