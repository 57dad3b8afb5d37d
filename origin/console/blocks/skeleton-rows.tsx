import { Skeleton, Stack } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'

const ROWS = [0, 1, 2, 3] as const

/** Stands where a list is on its way. */
export function SkeletonRows() {
  return (
    <Stack gap={6} component="output" aria-label={m.shell_loading()}>
      {ROWS.map((row) => (
        <Skeleton key={row} height={44} aria-hidden />
      ))}
    </Stack>
  )
}
