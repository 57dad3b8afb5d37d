import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { ApiError } from '../../api/api-error.ts'
import { useFlag } from '../../api/use-flag.ts'
import type { FlagView } from '../../api/views.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { FlagSections } from '../../blocks/flag-sections.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { PendingRequests } from '../../change-requests/pending-requests.tsx'
import { useOpenRequests } from '../../change-requests/use-open-requests.ts'
import { SaveBar } from '../../drafts/save-bar.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import { useFlagKey } from '../../shell/use-flag-key.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { useFlagEditing } from './flag-editing.ts'
import { gapsOf } from './flag-draft.ts'
import { FlagFate } from './flag-fate.tsx'
import { FlagFields } from './flag-fields.tsx'
import { FlagReview } from './flag-review.tsx'

/** What a flag is in all environments, and the way to change it. */
export function FlagSettingsScreen() {
  const key = useFlagKey()
  const flag = useFlag(key)
  if (flag.error instanceof ApiError && flag.error.problem.code === 'flag_not_found') {
    return <EmptyState title={m.flag_settings_missing({ flag: key })} hint={m.flag_settings_missing_hint()} />
  }
  return (
    <Page title={key} lead={m.flag_settings_lead()}>
      <Stack gap="lg" maw={760}>
        <FlagSections flag={key} here="settings" />
        {flag.error !== null && <ProblemAlert error={flag.error} onRetry={() => void flag.refetch()} />}
        {flag.data === undefined && flag.error === null && <Waiting />}
        {flag.data !== undefined && <Flag key={key} stored={flag.data.body} />}
      </Stack>
    </Page>
  )
}

function Flag({ stored }: { readonly stored: FlagView }) {
  const editing = useFlagEditing(stored)
  const mayEdit = useMay('editor')
  const isArchived = stored.archivedAt !== null
  const { base, draft, edit, isChanged, discard } = editing
  return (
    <>
      {isArchived && (
        <Alert color="yellow" title={m.flag_settings_archived()}>
          {m.flag_settings_archived_hint()}
        </Alert>
      )}
      <Pending flag={stored.key} />
      {!mayEdit && (
        <Text size="sm" c="dimmed">
          {m.flag_settings_viewer()}
        </Text>
      )}
      <Paper withBorder p="md" component="section" aria-labelledby="everywhere">
        <Title order={2} size="h3" id="everywhere" mb="sm">
          {m.flag_settings_everywhere_title()}
        </Title>
        <FlagFields type={stored.type} draft={draft} isEditable={mayEdit && !isArchived} edit={edit} />
      </Paper>
      {mayEdit && <FlagFate flag={stored} isDisabled={isChanged} />}
      {isChanged && (
        <SaveBar
          said={m.drafts_unsaved()}
          gaps={gapsOf(stored, draft).map((place) => m.flag_settings_gap({ number: place + 1 }))}
          isStale={stored.version !== base.version}
          onDiscard={discard}
          renderReview={(onClose) => <FlagReview stored={stored} editing={editing} onClose={onClose} />}
        />
      )}
    </>
  )
}

/** A request about the flag everywhere lies in any one of the environments. */
function Pending({ flag }: { readonly flag: string }) {
  return [...useOpenRequests(flag)].map(([environment, requests]) => (
    <PendingRequests
      key={environment}
      environment={environment}
      requests={requests.filter(({ flagEverywhere }) => flagEverywhere !== null)}
    />
  ))
}
