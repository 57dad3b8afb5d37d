import { Paper, Stack, Text, TextInput, Textarea, Title } from '@mantine/core'
import { ApiError } from '../../api/api-error.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import type { SegmentView } from '../../api/use-choices.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { DeleteSegment } from './delete-segment.tsx'
import { IdLists } from './id-lists.tsx'
import { SegmentRules } from './segment-rules.tsx'
import { SegmentSaveBar } from './segment-save-bar.tsx'
import { UsedBy } from './used-by.tsx'
import { type SegmentEditing, useSegmentEditing } from './segment-editing.ts'
import { useSegment, useSegmentKey } from './use-segment.ts'

/** One segment: whom it holds, what uses it, and the way to change it. */
export function SegmentDetailScreen() {
  const key = useSegmentKey()
  const { project, environment } = useScope()
  const segment = useSegment(key)
  if (segment.error instanceof ApiError && segment.error.problem.code === 'segment_not_found') {
    return <EmptyState title={m.segment_detail_missing({ segment: key })} hint={m.segment_detail_missing_hint()} />
  }
  if (segment.error !== null) {
    return (
      <Page title={key}>
        <ProblemAlert error={segment.error} onRetry={() => void segment.refetch()} />
      </Page>
    )
  }
  if (segment.data === undefined) return <Waiting />
  return <Segment key={`${project}/${environment}/${key}`} stored={segment.data.body} />
}

function Segment({ stored }: { readonly stored: SegmentView }) {
  const editing = useSegmentEditing(stored)
  const isEditable = useMay('editor')
  return (
    <Page
      title={stored.name}
      lead={stored.name === stored.key ? undefined : stored.key}
      actions={isEditable && <DeleteSegment segment={stored} />}
    >
      <Stack gap="lg" maw={960}>
        <UsedBy segment={stored.key} />
        {!isEditable && (
          <Text size="sm" c="dimmed">
            {m.segment_detail_viewer()}
          </Text>
        )}
        <IdLists editing={editing} isEditable={isEditable} />
        <SegmentRules editing={editing} isEditable={isEditable} />
        <About editing={editing} isEditable={isEditable} />
        {editing.isChanged && <SegmentSaveBar stored={stored} editing={editing} />}
      </Stack>
    </Page>
  )
}

interface AboutProps {
  readonly editing: SegmentEditing
  readonly isEditable: boolean
}

function About({ editing: { draft, edit }, isEditable }: AboutProps) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="about">
      <Title order={2} size="h3" id="about" mb="sm">
        {m.segment_detail_about()}
      </Title>
      <Stack gap="sm" maw={560}>
        <TextInput
          label={m.segment_detail_name()}
          readOnly={!isEditable}
          value={draft.name}
          onChange={({ currentTarget }) => edit({ name: currentTarget.value })}
        />
        <Textarea
          autosize
          label={m.segment_detail_description()}
          readOnly={!isEditable}
          value={draft.description ?? ''}
          onChange={({ currentTarget: { value } }) => edit({ description: value === '' ? null : value })}
        />
        <TextInput
          label={m.segment_detail_by()}
          description={m.segment_detail_by_hint()}
          placeholder="targetingKey"
          readOnly={!isEditable}
          value={draft.by ?? ''}
          onChange={({ currentTarget: { value } }) => edit({ by: value === '' ? null : value })}
        />
      </Stack>
    </Paper>
  )
}
