import { Badge } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'

export function ProtectedMark() {
  return (
    <Badge variant="default" size="sm" tt="none" fw={500}>
      {m.shell_protected()}
    </Badge>
  )
}
