import { useCallback, useMemo, useState } from 'react'
import type { ListedFlag } from '../../api/views.ts'

export interface Selection {
  /** Of those that are shown. */
  readonly selected: readonly ListedFlag[]
  readonly has: (key: string) => boolean
  readonly toggle: (key: string) => void
  readonly isAll: boolean
  readonly toggleAll: () => void
  readonly clear: () => void
}

/** What was ticked; a flag that a filter hides is not acted upon. */
export function useSelection(shown: readonly ListedFlag[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const selected = useMemo(() => (keys.size === 0 ? [] : shown.filter(({ key }) => keys.has(key))), [keys, shown])
  const isAll = shown.length > 0 && selected.length === shown.length
  const toggle = useCallback((key: string): void => {
    setKeys((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  }, [])
  const toggleAll = useCallback(() => setKeys(isAll ? new Set() : new Set(shown.map(({ key }) => key))), [isAll, shown])
  const clear = useCallback(() => setKeys(new Set()), [])
  // The same for as long as nothing of it changed: a list of many rows is drawn by it.
  return useMemo(
    () => ({ selected, has: (key) => keys.has(key), toggle, isAll, toggleAll, clear }),
    [selected, keys, toggle, isAll, toggleAll, clear],
  )
}
