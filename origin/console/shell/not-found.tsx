import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { EmptyState } from '../blocks/empty-state.tsx'
import { m } from '../i18n/compiled/messages.js'

export function NotFound() {
  return (
    <EmptyState title={m.shell_not_found()} hint={m.shell_not_found_hint()}>
      <Button component={Link} href="~/console" variant="default">
        {m.shell_to_flags()}
      </Button>
    </EmptyState>
  )
}
