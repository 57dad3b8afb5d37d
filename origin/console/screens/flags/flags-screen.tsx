import { Button, Skeleton, Stack } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { Link } from 'wouter'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filterFlags, useFlagFilters } from './flag-filters.ts'
import { FlagList } from './flag-list.tsx'
import { useFlags } from './use-flags.ts'
import { useSelection } from './use-selection.ts'

export function FlagsScreen() {
  const { project, environment } = useScope()
  const control = useFlagFilters()
  const loaded = useFlags(project, control.filters.state)
  const { flags } = loaded
  // Typing stays smooth while thousands are looked through.
  const filters = useDeferredValue(control.filters)
  const shown = useMemo(() => filterFlags(flags, filters, environment), [flags, filters, environment])
  const selection = useSelection(shown)
  return (
    <Page title={m.flags_title()} lead={leadOf(shown.length, flags.length, loaded.isLoadingMore)} actions={<NewFlag />}>
      <FilterBar flags={flags} control={control} />
      {loaded.error !== null && <ProblemAlert error={loaded.error} onRetry={loaded.retry} />}
      {loaded.isLoading && <Rows />}
      {!loaded.isLoading && loaded.error === null && shown.length === 0 && !loaded.isLoadingMore && (
        <Nothing isNarrowed={control.isNarrowed} onClear={control.clear} />
      )}
      {shown.length > 0 && <FlagList flags={shown} selection={selection} />}
      <BulkBar flags={selection.selected} onClear={selection.clear} />
    </Page>
  )
}

function leadOf(shown: number, total: number, isLoadingMore: boolean): string {
  const counted =
    shown === total
      ? m.flags_count({ count: total })
      : m.flags_count_filtered({ shown: formatNumber(shown), total: formatNumber(total) })
  return isLoadingMore ? `${counted} · ${m.flags_loading_more()}` : counted
}

function NewFlag() {
  const { project, environment } = useScope()
  if (!useMay('editor')) return null
  return (
    <Button component={Link} href={`~/console/${project}/${environment}/flags/new`}>
      {m.flags_new()}
    </Button>
  )
}

function Nothing({ isNarrowed, onClear }: { readonly isNarrowed: boolean; readonly onClear: () => void }) {
  if (!isNarrowed) {
    return (
      <EmptyState title={m.flags_empty()} hint={m.flags_empty_hint()}>
        <NewFlag />
      </EmptyState>
    )
  }
  return (
    <EmptyState title={m.flags_none_match()} hint={m.flags_none_match_hint()}>
      <Button variant="default" onClick={onClear}>
        {m.flags_clear()}
      </Button>
    </EmptyState>
  )
}

const PLACEHOLDERS = [0, 1, 2, 3, 4, 5] as const

function Rows() {
  return (
    <Stack gap={6} aria-hidden>
      {PLACEHOLDERS.map((row) => (
        <Skeleton key={row} height={52} />
      ))}
    </Stack>
  )
}
