import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from 'wouter'
import { useConfigurations } from '../../api/use-flag.ts'
import type { ConfigurationView, EnvironmentView } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { ChangeTabs } from '../../changes/change-tabs.tsx'
import { draftOf } from '../../changes/draft.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { TakeOverDialog } from '../../take-over/take-over-dialog.tsx'
import { PromotionNotes } from './promotion-notes.tsx'
import { type Direction, usePromotionPreview } from './use-comparison.ts'

export interface FlagDifferenceProps {
  readonly flag: string
  readonly direction: Direction
}

/** What would change of a flag where it is received. */
export function FlagDifference({ flag, direction: { from, to } }: FlagDifferenceProps) {
  const { environments } = useScope()
  const configurations = useConfigurations(flag)
  if (configurations.error !== null) {
    return <ProblemAlert error={configurations.error} onRetry={() => void configurations.refetch()} />
  }
  const of = (key: string) => configurations.data?.find(({ environment }) => environment === key)
  const [given, stored, environment] = [of(from), of(to), environments.find(({ key }) => key === to)]
  if (given === undefined || stored === undefined || environment === undefined) return <Waiting />
  return <Difference given={given} stored={stored} environment={environment} />
}

interface DifferenceProps {
  readonly given: ConfigurationView
  readonly stored: ConfigurationView
  readonly environment: EnvironmentView
}

function Difference({ given, stored, environment }: DifferenceProps) {
  const { project, environments } = useScope()
  const mayEdit = useMay('editor')
  const [isReviewing, { open, close }] = useDisclosure()
  const { flag } = stored
  const preview = usePromotionPreview(flag, { from: given.environment, to: stored.environment })
  const from = environments.find(({ key }) => key === given.environment)?.name ?? given.environment
  const names = { flag, from, to: environment.name }
  const isRefused = preview.data === undefined || preview.data.problems.length > 0
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {m.compare_what(names)}
      </Text>
      <ChangeTabs before={draftOf(stored)} after={draftOf(given)} environment={environment.name} />
      <PromotionNotes preview={preview} />
      <Group gap="md">
        {mayEdit && (
          <Button variant="default" onClick={open} disabled={isRefused}>
            {m.compare_promote({ to: environment.name })}
          </Button>
        )}
        <Anchor
          component={Link}
          size="sm"
          href={`~/console/${project}/${stored.environment}/flags/${encodeURIComponent(flag)}`}
        >
          {m.compare_open(names)}
        </Anchor>
      </Group>
      {isReviewing && (
        <TakeOverDialog
          title={m.compare_review(names)}
          environment={environment}
          stored={stored}
          taken={{ kind: 'environment', state: given }}
          action={m.compare_promote_in({ to: environment.name })}
          done={m.compare_promoted(names)}
          isRefused={isRefused}
          onClose={close}
        >
          <PromotionNotes preview={preview} />
        </TakeOverDialog>
      )}
    </Stack>
  )
}
