import { Anchor, Stack } from '@mantine/core'
import { Link } from 'wouter'
import type { ConfigurationView } from '../../api/views.ts'
import { ChangeTabs } from '../../changes/change-tabs.tsx'
import { draftOf } from '../../changes/draft.ts'
import { JsonDiff } from '../../changes/json-diff.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import type { AuditEntry } from './use-audit.ts'

/** What a change was, before and after; of what a flag does also in words, with the way to its history. */
export function EntryDetail({ entry: { before, after } }: { readonly entry: AuditEntry }) {
  const { project, environments } = useScope()
  if (!isConfiguration(before) || !isConfiguration(after)) {
    return <JsonDiff before={objectOf(before)} after={objectOf(after)} />
  }
  const environment = environments.find(({ key }) => key === after.environment)?.name ?? after.environment
  const flag = `~/console/${project}/${after.environment}/flags/${encodeURIComponent(after.flag)}`
  return (
    <Stack gap="sm">
      <ChangeTabs before={draftOf(before)} after={draftOf(after)} environment={environment} />
      <Anchor component={Link} href={`${flag}/history?version=${after.version}`} size="sm">
        {m.history_to_flag({ flag: after.flag, environment })}
      </Anchor>
    </Stack>
  )
}

/** Entries hold what people were shown then; one of an older release may have less. */
function isConfiguration(state: unknown): state is ConfigurationView {
  if (typeof state !== 'object' || state === null) return false
  return MEMBERS.every((member) => member in state)
}

const MEMBERS = ['flag', 'environment', 'version', 'enabled', 'offVariant', 'rules', 'defaultServe'] as const

function objectOf(state: unknown): object {
  return typeof state === 'object' && state !== null ? state : {}
}
