import { Button, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ConfigurationView, EnvironmentView } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { ChangeTabs } from '../../changes/change-tabs.tsx'
import { draftOf, isSame } from '../../changes/draft.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useMay } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { TakeOverDialog } from '../../take-over/take-over-dialog.tsx'
import { useVersion } from './use-versions.ts'

export interface VersionDetailProps {
  readonly version: number
  /** What the flag does now. */
  readonly stored: ConfigurationView
  readonly isArchived: boolean
}

/** What a version changed, how it differs from now, and the way back to it. */
export function VersionDetail({ version, stored, isArchived }: VersionDetailProps) {
  const state = useVersion(stored.flag, version)
  const before = useVersion(stored.flag, version - 1)
  const error = state.error ?? before.error
  if (error !== null) {
    return <ProblemAlert error={error} onRetry={() => void Promise.all([state.refetch(), before.refetch()])} />
  }
  if (state.data === undefined || before.data === undefined) return <Waiting />
  if (state.data === null) return <Text size="sm">{m.flag_history_unreadable()}</Text>
  return <Difference state={state.data} before={before.data} stored={stored} isArchived={isArchived} />
}

interface DifferenceProps extends Omit<VersionDetailProps, 'version'> {
  readonly state: ConfigurationView
  /** Absent for the first version. */
  readonly before: ConfigurationView | null
}

function Difference({ state, before, stored, isArchived }: DifferenceProps) {
  const environment = useEnvironment()
  if (environment === undefined) return null
  return (
    <Stack gap="lg">
      {before !== null && (
        <section>
          <Title order={2} size="h5" mb="xs">
            {m.flag_history_what_changed()}
          </Title>
          <ChangeTabs before={draftOf(before)} after={draftOf(state)} environment={environment.name} />
        </section>
      )}
      {state.version !== stored.version && (
        <WayBack state={state} stored={stored} isArchived={isArchived} environment={environment} />
      )}
    </Stack>
  )
}

interface WayBackProps extends Omit<DifferenceProps, 'before'> {
  readonly environment: EnvironmentView
}

/** What restoring would do, from now to then, above the button that does it. */
function WayBack({ state, stored, isArchived, environment: { name }, environment }: WayBackProps) {
  const isOffered = useMay('editor') && !isArchived
  const [isReviewing, { open, close }] = useDisclosure()
  const { version } = state
  const isSameAsNow = isSame(draftOf(stored), draftOf(state))
  return (
    <section>
      <Title order={2} size="h5">
        {m.flag_history_restore_does()}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {isSameAsNow
          ? m.flag_history_same_as_now()
          : m.flag_history_restore_does_hint({ now: stored.version, version })}
      </Text>
      {!isSameAsNow && <ChangeTabs before={draftOf(stored)} after={draftOf(state)} environment={name} />}
      {isOffered && !isSameAsNow && (
        <Button variant="default" mt="sm" onClick={open}>
          {m.flag_history_restore({ version })}
        </Button>
      )}
      {isReviewing && (
        <TakeOverDialog
          title={m.flag_history_review({ flag: stored.flag, version, environment: name })}
          environment={environment}
          stored={stored}
          taken={{ kind: 'version', state }}
          action={m.flag_history_restore_in({ environment: name })}
          done={m.flag_history_restored({ flag: stored.flag, version, environment: name })}
          onClose={close}
        />
      )}
    </section>
  )
}
