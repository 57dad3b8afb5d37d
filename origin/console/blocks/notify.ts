import { notifications } from '@mantine/notifications'
import { describeError } from './describe-error.ts'

/** Says in a corner that a call was refused, where no form stands that could. */
export function notifyError(error: unknown): void {
  const { title, details } = describeError(error)
  notifications.show({ color: 'red', title, message: details.join(' · '), role: 'alert' })
}
