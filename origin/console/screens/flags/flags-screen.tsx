import { useQuery } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag, Page as ApiPage } from '../../api/views.ts'
import { DataTable } from '../../blocks/data-table.tsx'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

export function FlagsScreen() {
  const { project } = useScope()
  const flags = useQuery({
    queryKey: queryKeys.flags(project),
    queryFn: async ({ signal }) =>
      (await callApi<ApiPage<ListedFlag>>(pathOf`/projects/${project}/flags`, { signal })).body.items,
  })
  return (
    <Page title={m.flags_title()}>
      <DataTable
        label={m.flags_title()}
        rows={flags.data ?? []}
        rowKey={({ key }) => key}
        columns={[{ key: 'key', header: m.flags_key(), cell: ({ key }) => key }]}
      />
    </Page>
  )
}
