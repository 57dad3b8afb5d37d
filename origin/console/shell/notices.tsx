import { Notifications } from '@mantine/notifications'

/** Where short news appear. */
export function Notices() {
  return <Notifications position="top-right" />
}
