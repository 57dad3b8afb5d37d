import { Anchor, SegmentedControl, Stack } from '@mantine/core'
import { Link, useSearchParams } from 'wouter'
import { useConfigurations } from '../../api/use-flag.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { FlagSections } from '../../blocks/flag-sections.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useEnvironment, useScope } from '../../shell/scope.ts'
import { useFlagKey } from '../../shell/use-flag-key.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { DimensionChart } from './dimension-chart.tsx'
import { FetchPanel } from './fetch-panel.tsx'
import { RANGES, type UsageRange, rangeOf } from './ranges.ts'
import { UsageFigures } from './usage-figures.tsx'
import { DIMENSIONS, type Dimension } from './usage-series.ts'
import { type FlagUsage, useFlagUsage } from './use-flag-usage.ts'

/** How often a flag was asked for, what was answered and why; the range and the view stand in the address. */
export function UsageScreen() {
  const key = useFlagKey()
  const { environment } = useScope()
  const [parameters, setParameters] = useSearchParams()
  const range = rangeOf(parameters.get('range'))
  const usage = useFlagUsage(key, range)
  const configurations = useConfigurations(key)
  const error = configurations.error ?? usage.error
  const rules = configurations.data?.find((each) => each.environment === environment)?.rules
  const set = (name: string, value: string): void =>
    setParameters(
      (before) => {
        before.set(name, value)
        return before
      },
      { replace: true },
    )
  return (
    <Page title={key} lead={m.usage_lead({ environment: useEnvironment()?.name ?? environment })}>
      <Stack gap="lg">
        <FlagSections flag={key} here="usage" />
        <SegmentedControl
          aria-label={m.usage_range()}
          value={range.name}
          onChange={(name) => set('range', name)}
          data={RANGES.map(({ name, title }) => ({ value: name, label: title() }))}
          maw={520}
        />
        {error !== null && (
          <ProblemAlert error={error} onRetry={() => void Promise.all([usage.refetch(), configurations.refetch()])} />
        )}
        {error === null && (usage.data === undefined || rules === undefined) && <Waiting />}
        {error === null && usage.data !== undefined && rules !== undefined && (
          <Panels
            flag={key}
            usage={usage.data}
            range={range}
            rules={rules}
            dimension={dimensionOf(parameters.get('by'))}
            onChange={(by) => set('by', by)}
          />
        )}
      </Stack>
    </Page>
  )
}

interface PanelsProps extends React.ComponentProps<typeof DimensionChart> {
  readonly flag: string
  readonly usage: FlagUsage
  readonly range: UsageRange
}

/** What nobody did has no panel. */
function Panels({ flag, range, ...chart }: PanelsProps) {
  const { usage } = chart
  const [isUsed, isFetched] = [usage.used.length > 0, usage.fetched.length > 0]
  if (!isUsed && !isFetched) {
    return (
      <EmptyState title={m.usage_empty({ range: range.title() })} hint={m.usage_empty_hint()}>
        <Anchor component={Link} href={`/flags/${encodeURIComponent(flag)}/connect`}>
          {m.usage_connect()}
        </Anchor>
      </EmptyState>
    )
  }
  return (
    <>
      <UsageFigures usage={usage} range={range} />
      {isUsed && <DimensionChart {...chart} />}
      {isFetched && <FetchPanel usage={usage} />}
    </>
  )
}

function dimensionOf(name: string | null): Dimension {
  return DIMENSIONS.find((dimension) => dimension === name) ?? 'variants'
}
