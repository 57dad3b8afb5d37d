import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag } from '../../api/views.ts'
import { describeError } from '../../blocks/describe-error.ts'
import { needsOthers } from '../../changes/ask-for-flag.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

export interface BulkOrder {
  readonly flags: readonly ListedFlag[]
  readonly change: {
    readonly method: 'PATCH' | 'POST'
    /** Below the flag. */
    readonly path: string
    readonly bodyOf?: (flag: ListedFlag) => unknown
  }
}

export interface BulkOutcome {
  readonly changed: number
  /** Others have to approve it of these: nobody may do it by themselves. */
  readonly guarded: readonly ListedFlag[]
}

/** Changes flag after flag, each as it was seen; one that is refused does not hold up the others, and is named. */
export function useBulk() {
  const { project } = useScope()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ flags, change }: BulkOrder): Promise<BulkOutcome> => {
      let changed = 0
      const guarded: ListedFlag[] = []
      for (const flag of flags) {
        try {
          await callApi(pathOf`/projects/${project}/flags/${flag.key}` + change.path, {
            method: change.method,
            ifMatch: `"${flag.version}"`,
            ...(change.bodyOf === undefined ? {} : { body: change.bodyOf(flag) }),
          })
          changed += 1
        } catch (error) {
          if (needsOthers(error)) guarded.push(flag)
          else notifyRefused(flag.key, error)
        }
      }
      return { changed, guarded }
    },
    onSuccess: async ({ changed }) => {
      if (changed > 0) notifications.show({ message: m.flags_bulk_done({ count: changed }) })
      await queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) })
    },
  })
}

export function notifyRefused(flag: string, error: unknown): void {
  const { title, details } = describeError(error)
  notifications.show({
    color: 'red',
    title: m.flags_bulk_failed({ flag, problem: title }),
    message: details.join(' · '),
    autoClose: false,
  })
}
