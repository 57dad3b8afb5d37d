import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { callApi } from '../api/api-client.ts'
import { drawCreationKey, isRefusal } from '../api/creation-key.ts'

/** How something new is sent, and what comes then. */
export interface CreationSpec<Values> {
  readonly path: string
  readonly bodyOf: (values: Values) => object
  /** What shows things of its kind. */
  readonly stale: QueryKey
  /** Of the new thing, by its key. */
  readonly pageOf: (key: string) => string
}

export type Creation<Values> = UseMutationResult<string, Error, Values>

/** Sent twice, it is created once; then its page comes. */
export function useCreation<Values>({ path, bodyOf, stale, pageOf }: CreationSpec<Values>): Creation<Values> {
  const queryClient = useQueryClient()
  const [, navigate] = useLocation()
  const [idempotencyKey, drawAgain] = useState(drawCreationKey)
  return useMutation({
    mutationFn: async (values: Values) => {
      const request = { method: 'POST', body: bodyOf(values), idempotencyKey } as const
      return (await callApi<{ readonly key: string }>(path, request)).body.key
    },
    onError: (error) => void (isRefusal(error) && drawAgain(drawCreationKey)),
    onSuccess: async (key) => {
      await queryClient.invalidateQueries({ queryKey: stale })
      navigate(pageOf(key))
    },
  })
}
