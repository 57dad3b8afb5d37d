import { Alert, Badge, Code, Group, Text } from '@mantine/core'
import type { FlagView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { TYPE_WORDS } from '../../../variants/draft-variant.ts'

const SHOWN_LENGTH = 60

/** What the flag is in every environment. */
export function FlagFacts({ flag }: { readonly flag: FlagView }) {
  return (
    <>
      {flag.archivedAt !== null && (
        <Alert color="yellow" title={m.flag_detail_archived()}>
          {m.flag_detail_archived_hint()}
        </Alert>
      )}
      <Group gap="xs">
        <Badge variant="default" tt="none" fw={500}>
          {TYPE_WORDS[flag.type]()}
        </Badge>
        <Badge variant="default" tt="none" fw={500}>
          {flag.clientVisible ? m.flag_detail_client_visible() : m.flag_detail_server_only()}
        </Badge>
        {flag.owner !== null && <Text size="sm">{m.flag_detail_owner({ owner: flag.owner })}</Text>}
        {flag.tags.map((tag) => (
          <Badge key={tag} variant="default" tt="none" fw={500}>
            {tag}
          </Badge>
        ))}
      </Group>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {m.flag_detail_variants()}
        </Text>
        {flag.variants.map(({ name, value }) => (
          <Code key={name}>
            {name} = {shortened(JSON.stringify(value))}
          </Code>
        ))}
      </Group>
    </>
  )
}

function shortened(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text
}
