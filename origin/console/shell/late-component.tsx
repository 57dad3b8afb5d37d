import { type ComponentType, useEffect, useState } from 'react'
import type { LoadedOnce } from './load-once.ts'
import { Waiting } from './waiting.tsx'

interface Arrival {
  readonly component?: ComponentType | undefined
  readonly error?: unknown
}

/**
 * A component in a file of its own, drawn at once where that is there already. It waits without Suspense, whose fallback
 * React keeps on the screen for 300 ms, however soon the file is there.
 */
export function lateComponent({ load, loaded }: LoadedOnce): ComponentType {
  return function Late() {
    const [arrival, setArrival] = useState<Arrival>(() => ({ component: loaded() }))
    const { component: Component } = arrival
    useEffect(() => {
      if (Component !== undefined) return undefined
      let isWanted = true
      const arrive = (next: Arrival): void => {
        if (isWanted) setArrival(next)
      }
      load().then(
        (component) => arrive({ component }),
        (error: unknown) => arrive({ error }),
      )
      return () => {
        isWanted = false
      }
    }, [Component])
    if ('error' in arrival) throw arrival.error
    return Component === undefined ? <Waiting /> : <Component />
  }
}
