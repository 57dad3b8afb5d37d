import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { FlagView } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { FateReview } from './fate-review.tsx'
import type { Fate } from './fates.ts'
import { FATES } from './fates.ts'

export interface FlagFateProps {
  readonly flag: FlagView
  /** While something of the form is not saved: these read the flag anew. */
  readonly isDisabled: boolean
}

/** Whether the flag is there at all, and where its people stand. */
export function FlagFate({ flag, isDisabled }: FlagFateProps) {
  const [asked, setAsked] = useState<Fate>()
  const fates: readonly Fate[] = flag.archivedAt === null ? ['resalt', 'archive', 'delete'] : ['restore', 'delete']
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="fate">
      <Title order={2} size="h3" id="fate" mb="sm">
        {m.flag_settings_fate()}
      </Title>
      <Stack gap="md">
        {fates.map((fate) => (
          <Group key={fate} justify="space-between" gap="sm">
            <Text size="sm" flex={1} miw={220}>
              {FATES[fate].hint()}
            </Text>
            <Button variant="default" disabled={isDisabled} onClick={() => setAsked(fate)}>
              {FATES[fate].name()}
            </Button>
          </Group>
        ))}
      </Stack>
      {asked !== undefined && <FateReview flag={flag} fate={asked} onClose={() => setAsked(undefined)} />}
    </Paper>
  )
}
