import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import type { Person } from '../../api/views.ts'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { DisableAccountDialog } from './disable-account-dialog.tsx'
import { Section, ShowMore } from './section.tsx'
import { useEnabling } from './use-account-change.ts'
import { useAccounts } from './use-people.ts'

/** Whoever looks has an account: there is never nobody. */
export function AccountSection() {
  const accounts = useAccounts()
  const enable = useEnabling()
  const [disabled, setDisabled] = useState<Person>()
  const rows = accounts.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={m.people_accounts()} hint={m.people_accounts_hint()}>
      {accounts.error !== null && <ProblemAlert error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.isLoading && <SkeletonRows />}
      {rows.length > 0 && (
        <DataTable
          label={m.people_accounts()}
          rows={rows}
          rowKey={({ id }) => id}
          minWidth={720}
          columns={[...columns(), actsColumn({ onDisable: setDisabled, onEnable: enable.mutate })]}
        />
      )}
      <ShowMore pages={accounts} />
      {disabled !== undefined && <DisableAccountDialog person={disabled} onClose={() => setDisabled(undefined)} />}
    </Section>
  )
}

function columns(): readonly Column<Person>[] {
  return [
    { key: 'name', header: m.people_name(), cell: (person) => <Name person={person} /> },
    { key: 'state', header: m.people_state(), cell: (person) => <AccountState person={person} /> },
    {
      key: 'runs',
      header: m.people_installation(),
      cell: ({ runsInstallation }) => (runsInstallation ? m.people_runner() : '—'),
    },
    { key: 'since', header: m.people_since(), cell: ({ createdAt }) => formatTime(createdAt) },
  ]
}

function Name({ person: { name, email } }: { readonly person: Person }) {
  return (
    <>
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {email}
      </Text>
    </>
  )
}

function AccountState({ person: { disabledAt } }: { readonly person: Person }) {
  if (disabledAt === null) return <StateBadge tone="good">{m.people_enabled()}</StateBadge>
  return (
    <>
      <StateBadge tone="bad">{m.people_disabled()}</StateBadge>
      <Text size="xs" c="dimmed">
        {m.people_disabled_since({ time: formatTime(disabledAt) })}
      </Text>
    </>
  )
}

interface Acts {
  readonly onDisable: (person: Person) => void
  readonly onEnable: (person: Person) => void
}

function actsColumn({ onDisable, onEnable }: Acts): Column<Person> {
  return {
    key: 'acts',
    header: m.people_acts(),
    align: 'right',
    cell: (person) => {
      const { name, disabledAt } = person
      const isDisabled = disabledAt !== null
      return (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={isDisabled ? m.people_enable_of({ name }) : m.people_disable_of({ name })}
          onClick={() => (isDisabled ? onEnable(person) : onDisable(person))}
        >
          {isDisabled ? m.people_enable() : m.people_disable()}
        </Button>
      )
    },
  }
}
