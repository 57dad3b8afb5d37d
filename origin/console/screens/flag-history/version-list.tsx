import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { Timeline, TimelineItem } from '../../audit/timeline.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { Version } from './use-versions.ts'
import { VersionDetail, type VersionDetailProps } from './version-detail.tsx'
import { VersionHead } from './version-head.tsx'

export interface VersionListProps extends Omit<VersionDetailProps, 'version'> {
  readonly entries: readonly Version[]
  /** Nothing older is to be read. */
  readonly isWhole: boolean
}

/** Came with the flag: no entry made it. */
const FIRST = 1

/** Versions, newest first; the one that is looked at stands in the address. */
export function VersionList({ entries, isWhole, ...flag }: VersionListProps) {
  const isFirstListed = entries.some(({ version }) => version === FIRST)
  return (
    <Timeline label={m.flag_history_versions()}>
      {entries.map((entry, place) => (
        <VersionItem
          key={entry.version}
          {...flag}
          version={entry.version}
          head={<VersionHead entry={entry} isNow={place === 0} />}
        />
      ))}
      {isWhole && !isFirstListed && (
        <VersionItem {...flag} version={FIRST} head={<Text fw={600}>{m.flag_history_first()}</Text>} />
      )}
    </Timeline>
  )
}

function VersionItem({ head, ...detail }: VersionDetailProps & { readonly head: ReactNode }) {
  const [parameters, setParameters] = useSearchParams()
  const version = String(detail.version)
  const isOpen = parameters.get('version') === version
  return (
    <TimelineItem
      isOpen={isOpen}
      onToggle={() => setParameters(isOpen ? {} : { version }, { replace: true })}
      head={head}
    >
      <VersionDetail {...detail} />
    </TimelineItem>
  )
}
