import { Center, Loader } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'

export function Waiting() {
  return (
    <Center component="output" mih="60vh" aria-label={m.shell_loading()}>
      <Loader size="sm" aria-hidden />
    </Center>
  )
}
