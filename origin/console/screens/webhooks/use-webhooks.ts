import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { deliveryViewSchema, secretWebhookSchema, webhookViewSchema } from '../../../webhooks/webhook-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Items, Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export type Webhook = z.infer<typeof webhookViewSchema>
export type WebhookWithSecret = z.infer<typeof secretWebhookSchema>
export type Delivery = z.infer<typeof deliveryViewSchema>

const LOOK_EVERY_MS = 3_000

export const webhookKeys = {
  all: (project: string) => [...queryKeys.project(project), 'webhooks'] as const,
  one: (project: string, id: string) => [...queryKeys.project(project), 'webhooks', id] as const,
  deliveries: (project: string, id: string) => [...queryKeys.project(project), 'deliveries', id] as const,
} as const

export function useWebhookPath(id?: string): string {
  const { project } = useScope()
  return id === undefined ? pathOf`/projects/${project}/webhooks` : pathOf`/projects/${project}/webhooks/${id}`
}

export function useWebhooks() {
  const { project } = useScope()
  const path = useWebhookPath()
  return useQuery({
    queryKey: webhookKeys.all(project),
    queryFn: async ({ signal }) => (await callApi<Items<Webhook>>(path, { signal })).body.items,
  })
}

/** With its version. */
export function useWebhook(id: string) {
  const { project } = useScope()
  const path = useWebhookPath(id)
  return useQuery({
    queryKey: webhookKeys.one(project, id),
    queryFn: ({ signal }) => callApi<Webhook>(path, { signal }),
    // Read when the page opens and when something of it was changed here: never anew under somebody's hands.
    staleTime: Infinity,
    gcTime: 0,
  })
}

/** Newest first; looks again by itself while one of them is on its way. */
export function useDeliveries(id: string) {
  const { project } = useScope()
  const path = useWebhookPath(id)
  return useInfiniteQuery({
    queryKey: webhookKeys.deliveries(project, id),
    queryFn: async ({ pageParam, signal }) =>
      (await callApi<Page<Delivery>>(`${path}/deliveries`, { query: { cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((each) => each.state === 'pending')) === true && LOOK_EVERY_MS,
  })
}
