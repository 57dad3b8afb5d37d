import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import type { NewKey } from './new-key.ts'
import type { KeyPlace, KeyView } from './use-keys.ts'

/** With the key itself, which no later answer has. */
export type MadeKey = KeyView & { readonly key: string }

export function useKeyCreation(): UseMutationResult<MadeKey, Error, { place: KeyPlace; key: NewKey }> {
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ place, key }) =>
      (await callApi<MadeKey>(place.path, { method: 'POST', body: key, idempotencyKey })).body,
    onSuccess: async (_made, { place }) => queryClient.invalidateQueries({ queryKey: place.queryKey }),
  })
}

/** The successor, and how long both work. */
export function useRotation(place: KeyPlace, { id }: KeyView): UseMutationResult<MadeKey, Error, number> {
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async (overlapSeconds) => {
      const path = place.path + pathOf`/${id}/rotate`
      return (await callApi<MadeKey>(path, { method: 'POST', body: { overlapSeconds }, idempotencyKey })).body
    },
    onSuccess: async () => queryClient.invalidateQueries({ queryKey: place.queryKey }),
  })
}

export function useRevocation(place: KeyPlace, { id }: KeyView): UseMutationResult<unknown, Error, string> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (reason) => callApi(place.path + pathOf`/${id}`, { method: 'DELETE', reason }),
    onSuccess: async () => queryClient.invalidateQueries({ queryKey: place.queryKey }),
  })
}
