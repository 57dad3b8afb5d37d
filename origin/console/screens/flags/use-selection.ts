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
  return {
    selected,
    has: (key) => keys.has(key),
    toggle,
    isAll,
    toggleAll: () => setKeys(isAll ? new Set() : new Set(shown.map(({ key }) => key))),
    clear: () => setKeys(new Set()),
  }
}
