import { Stack } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { DifferenceList } from './difference-list.tsx'
import { DirectionPicker } from './direction-picker.tsx'
import type { Direction } from './use-comparison.ts'

/** What two environments do not do alike, flag by flag, and the way to take it over from one to the other. */
export function CompareScreen() {
  const { environments } = useScope()
  const [direction, change] = useDirection()
  return (
    <Page title={m.shell_compare()} lead={m.compare_lead()}>
      {environments.length < 2 ? (
        <EmptyState title={m.compare_single()} hint={m.compare_single_hint()} />
      ) : (
        <Stack gap="lg">
          <DirectionPicker direction={direction} onChange={change} />
          {direction.from === direction.to ? (
            <EmptyState title={m.compare_same()} hint={m.compare_same_hint()} />
          ) : (
            <DifferenceList key={`${direction.from}/${direction.to}`} direction={direction} />
          )}
        </Stack>
      )}
    </Page>
  )
}

/** Into the environment of the address, from the first other one, unless the address says otherwise. */
function useDirection(): readonly [Direction, (direction: Direction) => void] {
  const { environment, environments } = useScope()
  const [parameters, setParameters] = useSearchParams()
  const known = (name: string): string | undefined => environments.find(({ key }) => key === parameters.get(name))?.key
  const to = known('to') ?? environment
  const from = known('from') ?? environments.find(({ key }) => key !== to)?.key ?? to
  return [{ from, to }, (direction) => setParameters({ ...direction }, { replace: true })]
}
