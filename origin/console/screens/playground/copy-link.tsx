import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { m } from '../../i18n/compiled/messages.js'

/** The address says everything that was asked. */
export function CopyLink() {
  const { copied, copy } = useClipboard()
  return (
    <Button variant="default" onClick={() => copy(location.href)}>
      {copied ? m.blocks_copied() : m.playground_copy_link()}
    </Button>
  )
}
