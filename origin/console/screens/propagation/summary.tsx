import { SimpleGrid } from '@mantine/core'
import { Figure } from '../../blocks/figure.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { formatDuration } from './duration.ts'
import type { Location, Propagation } from './use-propagation.ts'

/** The four answers that one looks for first. */
export function Summary({ propagation }: { readonly propagation: Propagation }) {
  const { version, publishedVersion, locations, publishes } = propagation
  const count = (state: Location['state']): number => locations.filter((each) => each.state === state).length
  const served = publishes.find(({ servedAfterMs }) => servedAfterMs !== null)?.servedAfterMs ?? null
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Figure label={m.propagation_version()} value={formatNumber(version)}>
        {publishedVersion === version
          ? m.propagation_is_published()
          : m.propagation_not_published({
              version: publishedVersion === null ? '—' : formatNumber(publishedVersion),
            })}
      </Figure>
      <Figure label={m.propagation_current()} value={formatNumber(count('current'))}>
        {m.propagation_of_locations({ count: locations.length })}
      </Figure>
      <Figure label={m.propagation_behind()} value={formatNumber(count('behind'))}>
        {m.propagation_others({
          pending: formatNumber(count('pending')),
          quiet: formatNumber(count('no_traffic')),
        })}
      </Figure>
      <Figure label={m.propagation_last_took()} value={served === null ? '—' : formatDuration(served.p50)}>
        {served === null ? m.propagation_not_measured() : m.propagation_p99({ time: formatDuration(served.p99) })}
      </Figure>
    </SimpleGrid>
  )
}
