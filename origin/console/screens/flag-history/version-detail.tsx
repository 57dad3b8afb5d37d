import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { ConfigurationView } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { ChangeTabs } from '../../changes/change-tabs.tsx'
import { draftOf } from '../../changes/draft.ts'
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
  const mayEdit = useMay('editor')
  const isNow = state.version === stored.version
  const [view, setView] = useState(before === null ? 'now' : 'change')
  const [isReviewing, { open, close }] = useDisclosure()
  if (environment === undefined) return null
  const [from, to] = view === 'change' && before !== null ? [before, state] : [state, stored]
  return (
    <Stack gap="sm">
      {before !== null && !isNow && (
        <SegmentedControl
          aria-label={m.flag_history_compare()}
          value={view}
          onChange={setView}
          data={[
            { value: 'change', label: m.flag_history_what_changed() },
            { value: 'now', label: m.flag_history_since() },
          ]}
          maw={420}
        />
      )}
      <ChangeTabs key={view} before={draftOf(from)} after={draftOf(to)} environment={environment.name} />
      {mayEdit && !isNow && !isArchived && (
        <Group>
          <Button variant="default" onClick={open}>
            {m.flag_history_restore({ version: state.version })}
          </Button>
        </Group>
      )}
      {isReviewing && (
        <TakeOverDialog
          title={m.flag_history_review({ flag: stored.flag, version: state.version, environment: environment.name })}
          environment={environment}
          stored={stored}
          taken={{ kind: 'version', state }}
          action={m.flag_history_restore_in({ environment: environment.name })}
          done={m.flag_history_restored({ flag: stored.flag, version: state.version, environment: environment.name })}
          onClose={close}
        />
      )}
    </Stack>
  )
}
