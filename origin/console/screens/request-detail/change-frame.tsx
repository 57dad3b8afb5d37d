import { List, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Concerned } from './concerned.tsx'

export interface ChangeFrameProps {
  readonly request: ShownRequest
  readonly name: string | undefined
  readonly description: string | null | undefined
  /** What else changes, as items. */
  readonly children: ReactNode
}

/** What a request changes of something with a name, and which flags that concerns. */
export function ChangeFrame({ request, name, description, children }: ChangeFrameProps) {
  return (
    <Stack component="section" gap="sm" aria-labelledby="what-changes">
      <Title order={2} size="h3" id="what-changes">
        {m.request_detail_what()}
      </Title>
      <List size="sm" spacing={6}>
        {name !== undefined && <List.Item>{m.request_detail_new_name({ name })}</List.Item>}
        {description !== undefined && (
          <List.Item>{m.request_detail_new_description({ description: description ?? '—' })}</List.Item>
        )}
        {children}
      </List>
      <Concerned request={request} />
    </Stack>
  )
}
