import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { isConflict } from '../../api/api-error.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { AskAgain } from './ask-again.tsx'
import { ConfirmDecision } from './confirm-decision.tsx'
import { RequestDifference } from './request-difference.tsx'
import { TimeForm } from './time-form.tsx'
import { type Decision, type Verb, useDecision } from './use-decision.ts'

const DONE: Readonly<Record<Verb, () => string>> = {
  approve: m.request_detail_done_approve,
  reject: m.request_detail_done_reject,
  withdraw: m.request_detail_done_withdraw,
  apply: m.request_detail_done_apply,
}

/** What the person may decide about a request that is open, and what came of it. */
export function DecisionPanel({ request }: { readonly request: ShownRequest }) {
  const { caller } = useScope()
  const decision = useDecision()
  const [asked, setAsked] = useState<Verb>()
  const [isComparing, setComparing] = useState(false)
  const isAuthor = caller.person?.id === request.author
  const decide = (order: Decision['order'], reason?: string): void => {
    setComparing(false)
    decision.mutate(
      { seen: request, order, ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: () =>
          notifications.show({
            color: 'green',
            message: typeof order === 'string' ? DONE[order]() : m.request_detail_done_edit(),
          }),
        onSettled: () => setAsked(undefined),
      },
    )
  }
  const { error, variables } = decision
  return (
    <>
      {error !== null && (
        <ProblemAlert error={error} {...(isConflict(error) ? { onSeeDifference: () => setComparing(true) } : {})} />
      )}
      {isComparing && variables !== undefined && <RequestDifference seen={variables.seen} now={request} />}
      {request.state === 'open' && (
        <Stack component="section" gap="sm" aria-labelledby="decide">
          <Title order={2} size="h3" id="decide">
            {m.request_detail_decide()}
          </Title>
          <Buttons request={request} isAuthor={isAuthor} isBusy={decision.isPending} onAsk={setAsked} />
          {isAuthor && request.isConflicting && (
            <AskAgain request={request} isBusy={decision.isPending} onAsk={(change) => decide({ change })} />
          )}
          {isAuthor && (
            <TimeForm
              key={request.version}
              request={request}
              isBusy={decision.isPending}
              onSave={(applyAt) => decide({ applyAt })}
            />
          )}
        </Stack>
      )}
      {asked !== undefined && (
        <ConfirmDecision
          verb={asked}
          request={request}
          isBusy={decision.isPending}
          onConfirm={(reason) => decide(asked, reason)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

interface ButtonsProps {
  readonly request: ShownRequest
  readonly isAuthor: boolean
  readonly isBusy: boolean
  readonly onAsk: (verb: Verb) => void
}

/** A button that would be refused is not offered; why, is said. */
function Buttons({ request, isAuthor, isBusy, onAsk }: ButtonsProps) {
  const [mayEdit, mayApprove] = [useMay('editor'), useMay('approver')]
  const { caller } = useScope()
  const hasApproved = request.approvals.some(({ actor }) => actor === caller.person?.id)
  const isReady = request.missingApprovals === 0 && !request.isConflicting
  return (
    <>
      <Group gap="xs">
        {mayApprove && !isAuthor && !hasApproved && (
          <Button disabled={isBusy} onClick={() => onAsk('approve')}>
            {m.request_detail_approve()}
          </Button>
        )}
        {mayEdit && isReady && (
          <Button disabled={isBusy} onClick={() => onAsk('apply')}>
            {m.request_detail_apply()}
          </Button>
        )}
        {mayApprove && (
          <Button variant="default" disabled={isBusy} onClick={() => onAsk('reject')}>
            {m.request_detail_reject()}
          </Button>
        )}
        {mayEdit && isAuthor && (
          <Button variant="default" disabled={isBusy} onClick={() => onAsk('withdraw')}>
            {m.request_detail_withdraw()}
          </Button>
        )}
      </Group>
      {isAuthor && request.missingApprovals > 0 && (
        <Text size="sm" c="dimmed">
          {m.request_detail_own()}
        </Text>
      )}
      {hasApproved && (
        <Text size="sm" c="dimmed">
          {m.request_detail_approved_already()}
        </Text>
      )}
      {!mayApprove && !isAuthor && (
        <Text size="sm" c="dimmed">
          {m.request_detail_not_approver()}
        </Text>
      )}
    </>
  )
}
