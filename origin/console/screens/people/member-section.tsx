import { Badge, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import { formatTime } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { ROLE_NAMES } from '../../shell/role-names.ts'
import { useMay, useScope } from '../../shell/scope.ts'
import { AddMemberDialog } from './add-member-dialog.tsx'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { Section, ShowMore } from './section.tsx'
import { type Member, useMembers } from './use-people.ts'

interface Chosen {
  readonly act: 'role' | 'remove'
  readonly member: Member
}

export function MemberSection() {
  const members = useMembers()
  const isAdmin = useMay('admin')
  const [isOpen, dialog] = useDisclosure()
  const [chosen, setChosen] = useState<Chosen>()
  const close = (): void => setChosen(undefined)
  const rows = members.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section
      title={m.people_members()}
      hint={m.people_members_hint()}
      action={isAdmin && <Button onClick={dialog.open}>{m.people_add()}</Button>}
    >
      {members.error !== null && <ProblemAlert error={members.error} onRetry={() => void members.refetch()} />}
      {members.isLoading && <SkeletonRows />}
      {members.isSuccess && rows.length === 0 && (
        <EmptyState isQuiet title={m.people_no_members()} hint={m.people_no_members_hint()} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={m.people_members()}
          rows={rows}
          rowKey={({ id }) => id}
          minWidth={620}
          columns={isAdmin ? [...columns(), actsColumn(setChosen)] : columns()}
        />
      )}
      <ShowMore pages={members} />
      {isOpen && <AddMemberDialog onClose={dialog.close} />}
      {chosen?.act === 'role' && <RoleDialog member={chosen.member} onClose={close} />}
      {chosen?.act === 'remove' && <RemoveMemberDialog member={chosen.member} onClose={close} />}
    </Section>
  )
}

function columns(): readonly Column<Member>[] {
  return [
    { key: 'name', header: m.people_name(), cell: (member) => <Name member={member} /> },
    { key: 'role', header: m.people_role(), cell: ({ role }) => ROLE_NAMES[role]() },
    { key: 'since', header: m.people_since(), cell: ({ since }) => formatTime(since) },
  ]
}

function Name({ member: { id, name, email, disabledAt } }: { readonly member: Member }) {
  const { caller } = useScope()
  return (
    <>
      <Group gap={6}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        {caller.person?.id === id && (
          <Badge size="xs" variant="outline" color="gray">
            {m.people_you()}
          </Badge>
        )}
        {disabledAt !== null && <StateBadge tone="bad">{m.people_disabled()}</StateBadge>}
      </Group>
      <Text size="xs" c="dimmed">
        {email}
      </Text>
    </>
  )
}

function actsColumn(onAct: (chosen: Chosen) => void): Column<Member> {
  return {
    key: 'acts',
    header: m.people_acts(),
    align: 'right',
    cell: (member) => (
      <Group gap="xs" wrap="nowrap" justify="flex-end">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.people_role_of({ name: member.name })}
          onClick={() => onAct({ act: 'role', member })}
        >
          {m.people_change_role()}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={m.people_remove_of({ name: member.name })}
          onClick={() => onAct({ act: 'remove', member })}
        >
          {m.people_remove()}
        </Button>
      </Group>
    ),
  }
}
