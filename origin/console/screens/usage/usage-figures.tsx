import { Alert, SimpleGrid } from '@mantine/core'
import { Figure } from '../../blocks/figure.tsx'
import { formatAgo, formatHour, formatNumber, formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { UsageRange } from './ranges.ts'
import { isErrorCode } from './reason-text.ts'
import type { FlagUsage } from './use-flag-usage.ts'
import { type UsageBucket, seriesBy, totalSeries } from './usage-series.ts'

export interface UsageFiguresProps {
  readonly usage: FlagUsage
  readonly range: UsageRange
}

/** The answers that one looks for first. */
export function UsageFigures({ usage: { used, fetched, slots, dropped }, range }: UsageFiguresProps) {
  const total = totalSeries(used, slots).total
  const errors = seriesBy('reasons', used, slots)
    .filter(({ name }) => name !== undefined && isErrorCode(name))
    .reduce((sum, each) => sum + each.total, 0)
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Figure label={m.usage_evaluations()} value={formatNumber(total)}>
          {range.title()}
        </Figure>
        <Figure label={m.usage_last()} value={lastText(used, range)}>
          {m.usage_last_hint()}
        </Figure>
        <Figure label={m.usage_errors()} value={formatNumber(errors)}>
          {total === 0 ? m.usage_no_errors() : m.usage_errors_share({ share: formatShare(errors / total) })}
        </Figure>
        <Figure label={m.usage_fetches()} value={formatNumber(totalSeries(fetched, slots).total)}>
          {m.usage_fetches_apart()}
        </Figure>
      </SimpleGrid>
      {dropped > 0 && (
        <Alert color="yellow" title={m.usage_dropped({ count: dropped })}>
          {m.usage_dropped_hint()}
        </Alert>
      )}
    </>
  )
}

/** As exactly as it is counted. */
function lastText(used: readonly UsageBucket[], { step }: UsageRange): string {
  const start = used.findLast(({ total }) => total > 0)?.start
  if (start === undefined) return m.usage_never()
  return step === 'minute' ? formatAgo(start, Date.now()) : formatHour(start, Date.now())
}
