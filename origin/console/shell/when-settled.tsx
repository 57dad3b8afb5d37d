import { useIsFetching } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'

export interface WhenSettledProps {
  /** Holds the place meanwhile. */
  readonly fallback?: ReactNode
  /** Loaded late. */
  readonly children: ReactNode
}

/** What nobody needs before the first screen has what it shows: until then, the screen has the network and the processor. */
export function WhenSettled({ fallback = null, children }: WhenSettledProps) {
  return useIsSettled() ? <Suspense fallback={fallback}>{children}</Suspense> : fallback
}

function useIsSettled(): boolean {
  const waiting = useIsFetching({ predicate: ({ state }) => state.data === undefined })
  const [isSettled, setIsSettled] = useState(waiting === 0)
  // Once and for all: what is there stays, whatever is asked for later.
  if (!isSettled && waiting === 0) setIsSettled(true)
  return isSettled
}
