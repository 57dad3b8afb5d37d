import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { GroupView } from '../../api/use-choices.ts'
import type { Page as ApiPage } from '../../api/views.ts'
import type { Column } from '../../blocks/data-table.tsx'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { NamedLink } from '../../blocks/named-link.tsx'
import { PagedTable, rowsOf } from '../../blocks/paged-table.tsx'
import { KIND_NAMES, sharesText } from '../../group-shares/group-words.ts'
import { formatSince } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { NewGroupDialog } from './new-group-dialog.tsx'

/** Who keeps out of whose way: exclusion groups and holdouts, which all environments share. */
export function GroupsScreen() {
  const groups = useGroupPages()
  const [isOpen, dialog] = useDisclosure()
  const isEditor = useMay('editor')
  const button = isEditor && <Button onClick={dialog.open}>{m.groups_new()}</Button>
  return (
    <Page title={m.shell_groups()} lead={m.groups_lead()} actions={rowsOf(groups).length > 0 && button}>
      <Stack gap="md" align="stretch">
        <PagedTable
          pages={groups}
          label={m.shell_groups()}
          rowKey={({ key }) => key}
          minWidth={640}
          columns={columnsOf()}
          empty={
            <EmptyState title={m.groups_empty()} hint={m.groups_empty_hint()}>
              {button}
            </EmptyState>
          }
        />
      </Stack>
      {isOpen && <NewGroupDialog onClose={dialog.close} />}
    </Page>
  )
}

function useGroupPages() {
  const { project } = useScope()
  return useInfiniteQuery({
    queryKey: [...queryKeys.project(project), 'groups', 'list'],
    queryFn: async ({ pageParam, signal }) =>
      (
        await callApi<ApiPage<GroupView>>(pathOf`/projects/${project}/groups`, {
          query: { cursor: pageParam },
          signal,
        })
      ).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}

function columnsOf(): readonly Column<GroupView>[] {
  return [
    {
      key: 'name',
      header: m.group_shares_name(),
      cell: (group) => <NamedLink thing={group} href={`/groups/${encodeURIComponent(group.key)}`} />,
    },
    { key: 'kind', header: m.groups_kind(), cell: ({ kind }) => KIND_NAMES[kind]() },
    { key: 'shares', header: m.groups_shares(), cell: (group) => sharesText(group.kind, group) },
    { key: 'changed', header: m.groups_changed(), cell: ({ updatedAt }) => formatSince(updatedAt) },
  ]
}
