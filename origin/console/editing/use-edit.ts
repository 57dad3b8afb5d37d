import { type UseFormReturnType, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Versioned } from '../api/api-client.ts'
import { isConflict } from '../api/api-error.ts'
import { useUnsavedGuard } from '../blocks/unsaved-guard.ts'

/** What a form edits, and how it is read and written. */
export interface EditSpec<View, Values> {
  readonly loaded: Versioned<View>
  readonly valuesOf: (view: View) => Values
  readonly validate?: { readonly [Name in keyof Values]?: (value: Values[Name]) => string | null }
  /** Reads it anew, for a look at what somebody else made of it. */
  readonly load: () => Promise<Versioned<View>>
  readonly send: (values: Values, ifMatch: string) => Promise<Versioned<View>>
  readonly onSaved: (saved: Versioned<View>) => void
}

export interface Edit<Values> {
  readonly form: UseFormReturnType<Values>
  /** As it was when the form opened. */
  readonly before: Values
  readonly isBusy: boolean
  readonly error: Error | null
  /** As somebody else left it; `undefined` until the person asks to see the difference. */
  readonly theirs: Values | undefined
  readonly save: (values: Values) => void
  readonly seeDifference: () => void
  readonly takeTheirs: () => void
  /** Saves the form over what is there now. */
  readonly keepMine: () => void
}

/** Edits something of which there are versions: nobody overwrites what they have not seen. */
export function useEdit<View, Values extends Record<string, unknown>>(spec: EditSpec<View, Values>): Edit<Values> {
  const { valuesOf, load, send, onSaved } = spec
  const [base, setBase] = useState(spec.loaded)
  const form = useForm<Values>({
    initialValues: valuesOf(base.body),
    // The form asks each field's own rule, if it has one.
    validate: (spec.validate ?? {}) as object,
  })
  const begin = (from: Versioned<View>): void => {
    setBase(from)
    form.setInitialValues(valuesOf(from.body))
    form.setValues(valuesOf(from.body))
    form.resetDirty(valuesOf(from.body))
  }
  const comparison = useMutation({ mutationFn: load })
  const saving = useMutation({
    mutationFn: ({ values, ifMatch }: { values: Values; ifMatch: string }) => send(values, ifMatch),
    onSuccess: (saved) => {
      begin(saved)
      comparison.reset()
      onSaved(saved)
    },
  })
  useUnsavedGuard(form.isDirty() && !saving.isPending)
  const saveOver = (version: Versioned<View>, values: Values): void =>
    saving.mutate({ values, ifMatch: version.etag ?? '*' })
  return {
    form,
    before: valuesOf(base.body),
    isBusy: saving.isPending || comparison.isPending,
    error: comparison.error ?? saving.error,
    theirs: isConflict(saving.error) && comparison.data !== undefined ? valuesOf(comparison.data.body) : undefined,
    save: (values) => saveOver(base, values),
    seeDifference: () => comparison.mutate(),
    takeTheirs: () => {
      if (comparison.data !== undefined) begin(comparison.data)
      comparison.reset()
      saving.reset()
    },
    keepMine: () => {
      if (comparison.data !== undefined) saveOver(comparison.data, form.getValues())
    },
  }
}
