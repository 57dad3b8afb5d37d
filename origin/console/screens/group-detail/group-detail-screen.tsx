import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link, useParams } from 'wouter'
import type { Versioned } from '../../api/api-client.ts'
import { ApiError } from '../../api/api-error.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { SkeletonRows } from '../../blocks/skeleton-rows.tsx'
import { KIND_NAMES } from '../../group-shares/group-words.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { DeleteGroup } from './delete-group.tsx'
import { EditGroup } from './edit-group.tsx'
import { useGroup, useGroupUses } from './use-group.ts'
import { UseTable } from './use-table.tsx'

/** One exclusion group or holdout: its shares, what refers to it, and the way to change it. */
export function GroupDetailScreen() {
  const { group: key } = useParams<{ group: string }>()
  const group = useGroup(key)
  if (group.error instanceof ApiError && group.error.problem.code === 'group_not_found') {
    return (
      <EmptyState title={m.group_detail_missing({ group: key })} hint={m.group_detail_missing_hint()}>
        <Anchor component={Link} href="/groups">
          {m.group_detail_all()}
        </Anchor>
      </EmptyState>
    )
  }
  if (group.error !== null) {
    return (
      <Page title={key}>
        <ProblemAlert error={group.error} onRetry={() => void group.refetch()} />
      </Page>
    )
  }
  return group.data === undefined ? <Waiting /> : <GroupPage loaded={group.data} />
}

function GroupPage({ loaded }: { readonly loaded: Versioned<GroupView> }) {
  const { key, name, kind, by } = loaded.body
  const isEditable = useMay('editor')
  const uses = useGroupUses(key)
  return (
    <Page
      title={name}
      lead={m.group_detail_lead({ kind: KIND_NAMES[kind](), key, by: by ?? 'targetingKey' })}
      actions={isEditable && uses.data !== undefined && <DeleteGroup loaded={loaded} uses={uses.data} />}
    >
      <Stack gap="xl" maw={960}>
        <section>
          <Title order={2} size="h3" mb="xs">
            {m.group_detail_uses()}
          </Title>
          {uses.error !== null && <ProblemAlert error={uses.error} onRetry={() => void uses.refetch()} />}
          {uses.isLoading && <SkeletonRows />}
          {uses.data?.length === 0 && (
            <Text size="sm" c="dimmed">
              {m.group_detail_unused()}
            </Text>
          )}
          {uses.data !== undefined && uses.data.length > 0 && <UseTable uses={uses.data} />}
        </section>
        {uses.data !== undefined && <EditGroup key={key} loaded={loaded} uses={uses.data} />}
      </Stack>
    </Page>
  )
}
