import { Code, List, Stack, Text, Title } from '@mantine/core'
import type { FlagEdit } from '../../../flags/flag-input.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { askedText } from '../../change-requests/request-words.ts'
import { m } from '../../i18n/compiled/messages.js'
import { Concerned } from './concerned.tsx'

/** What a request changes of a flag in all environments. */
export function FlagEverywhereChange({ request }: { readonly request: ShownRequest }) {
  const { variants, clientVisible } = request.change as FlagEdit
  return (
    <Stack component="section" gap="sm" aria-labelledby="what-changes">
      <Title order={2} size="h3" id="what-changes">
        {m.request_detail_what()}
      </Title>
      <Text size="sm">{askedText(request)}</Text>
      <List size="sm" spacing={6}>
        {variants?.map(({ name, value }) => (
          <List.Item key={name}>
            {name}: <Code>{JSON.stringify(value)}</Code>
          </List.Item>
        ))}
        {clientVisible !== undefined && (
          <List.Item>{clientVisible ? m.request_detail_visible() : m.request_detail_hidden()}</List.Item>
        )}
      </List>
      <Concerned request={request} />
    </Stack>
  )
}
