import { Code, List, Stack, Text, Title } from '@mantine/core'
import type { FlagEdit } from '../../../flags/flag-input.ts'
import { useFlag } from '../../api/use-flag.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { askedText } from '../../change-requests/request-words.ts'
import { JsonDiff } from '../../changes/json-diff.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { Concerned } from './concerned.tsx'

/** What a request changes of a flag in all environments. */
export function FlagEverywhereChange({ request, flag }: { readonly request: ShownRequest; readonly flag: string }) {
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
      {request.state === 'open' && <Difference change={request.change} flag={flag} />}
      <Concerned request={request} />
    </Stack>
  )
}

interface DifferenceProps {
  readonly flag: string
  readonly change: ShownRequest['change']
}

/** From what the flag is now; that it goes or comes back is no part of it. */
function Difference({ flag, change }: DifferenceProps) {
  const now = useFlag(flag).data?.body
  const { archived: _archived, deleted: _deleted, allowMassRemoval: _allowed, ...after } = change as FlagEdit
  const names = Object.keys(after) as readonly (keyof typeof after)[]
  if (now === undefined || names.length === 0) return null
  return <JsonDiff before={Object.fromEntries(names.map((name) => [name, now[name]]))} after={after} />
}
