import { Anchor, Code } from '@mantine/core'
import { Link } from 'wouter'
import { type Column, DataTable } from '../../blocks/data-table.tsx'
import { StateBadge } from '../../blocks/state-badge.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import type { GroupUse } from './use-group.ts'

/** The rules that refer to a group, in every environment. */
export function UseTable({ uses }: { readonly uses: readonly GroupUse[] }) {
  return (
    <DataTable
      label={m.group_detail_uses()}
      rows={uses}
      rowKey={({ environment, flag, rule }) => JSON.stringify([environment, flag, rule])}
      columns={columnsOf()}
    />
  )
}

function columnsOf(): readonly Column<GroupUse>[] {
  return [
    { key: 'flag', header: m.group_detail_flag(), cell: (use) => <FlagLink use={use} /> },
    { key: 'rule', header: m.group_detail_rule(), cell: ({ rule }) => <Code>{rule}</Code> },
    { key: 'slot', header: m.group_detail_slot(), cell: ({ slot }) => slot ?? '—' },
    { key: 'environment', header: m.shell_environment(), cell: (use) => <InEnvironment use={use} /> },
  ]
}

function FlagLink({ use: { environment, flag } }: { readonly use: GroupUse }) {
  const { project } = useScope()
  return (
    <Anchor
      component={Link}
      size="sm"
      href={`~/console/${project}/${environment}/flags/${encodeURIComponent(flag)}`}
      style={{ overflowWrap: 'anywhere' }}
    >
      {flag}
    </Anchor>
  )
}

function InEnvironment({ use: { environment } }: { readonly use: GroupUse }) {
  const found = useScope().environments.find(({ key }) => key === environment)
  return (
    <>
      {found?.name ?? environment}{' '}
      {found?.protected === true && <StateBadge tone="warning">{m.shell_protected()}</StateBadge>}
    </>
  )
}
