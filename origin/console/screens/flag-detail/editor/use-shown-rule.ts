import { type RefObject, useEffect, useRef, useState } from 'react'

export interface ShownRule {
  /** Around everything that stands with the rules. */
  readonly root: RefObject<HTMLDivElement | null>
  readonly show: (id: string) => void
}

/** Brings a rule that was just added before whoever added it. With the first one come the notices above it. */
export function useShownRule(): ShownRule {
  const root = useRef<HTMLDivElement>(null)
  const [shown, show] = useState<string>()
  useEffect(() => {
    if (shown === undefined) return
    const cards = [...(root.current?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])]
    const card = cards.find(({ dataset }) => dataset['rule'] === shown)
    const start = card === cards[0] ? root.current : card
    start?.scrollIntoView({ block: 'start' })
    card?.focus({ preventScroll: true })
  }, [shown])
  return { root, show }
}
