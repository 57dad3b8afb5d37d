import { Text, Title } from '@mantine/core'
import { DataTable } from '../../blocks/data-table.tsx'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { formatNumber, formatShare } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'

/** Who of those saved by name would get something else, and how many of people like them. */
export function WeighedContexts({ request }: { readonly request: ShownRequest }) {
  const { syntheticKeys, contexts } = request.weighed
  return (
    <section aria-labelledby="who-changes">
      <Title order={2} size="h3" id="who-changes" mb="xs">
        {m.request_detail_who()}
      </Title>
      {contexts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {m.request_detail_no_contexts()}
        </Text>
      ) : (
        <>
          <DataTable
            label={m.request_detail_weighed()}
            rows={contexts}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: m.request_detail_saved(), cell: ({ name }) => name },
              {
                key: 'gets',
                header: m.request_detail_gets(),
                cell: ({ changes }) => (changes ? m.request_detail_gets_other() : m.request_detail_gets_same()),
              },
              {
                key: 'share',
                header: m.request_detail_alike(),
                align: 'right',
                cell: ({ changedKeys }) => (syntheticKeys === 0 ? '—' : formatShare(changedKeys / syntheticKeys)),
              },
            ]}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {m.request_detail_alike_hint({ keys: formatNumber(syntheticKeys) })}
          </Text>
        </>
      )}
    </section>
  )
}
