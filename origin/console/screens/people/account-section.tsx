import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import type { Person } from '../../api/views.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Section, ShowMore } from './section.tsx'
import { useAccounts } from './use-people.ts'

/** Whoever looks has an account: there is never nobody. */
export function AccountSection() {
  const accounts = useAccounts()
  const rows = accounts.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={m.people_accounts()} hint={m.people_accounts_hint()}>
      {accounts.error !== null && <ProblemAlert error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.isLoading && <SkeletonRows />}
      {rows.length > 0 && (
        <DataTable label={m.people_accounts()} rows={rows} rowKey={({ id }) => id} minWidth={620} columns={columns()} />
      )}
      <ShowMore pages={accounts} />
    </Section>
  )
}

function columns(): readonly Column<Person>[] {
  return [
    { key: 'name', header: m.people_name(), cell: ({ name }) => name },
    { key: 'email', header: m.people_email(), cell: ({ email }) => email },
    {
      key: 'runs',
      header: m.people_installation(),
      cell: ({ runsInstallation }) => (runsInstallation ? m.people_runner() : '—'),
    },
    { key: 'since', header: m.people_since(), cell: ({ createdAt }) => formatTime(createdAt) },
  ]
}
