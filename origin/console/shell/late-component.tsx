import { type ComponentType, useEffect, useState } from 'react'
import { Waiting } from './waiting.tsx'

export interface LateComponent {
  readonly component: ComponentType
  /** Brings the file; once it is there, the component is drawn at once. */
  readonly load: () => Promise<ComponentType>
}

interface Arrival {
  readonly component?: ComponentType | undefined
  readonly error?: unknown
}

/**
 * A component in a file of its own. It waits without Suspense, whose fallback React keeps on the screen for 300 ms, however
 * soon the file is there.
 */
export function lateComponent(fetchComponent: LateComponent['load']): LateComponent {
  let loaded: ComponentType | undefined
  const load = async (): Promise<ComponentType> => {
    loaded ??= await fetchComponent()
    return loaded
  }
  function Late() {
    const [arrival, setArrival] = useState<Arrival>(() => ({ component: loaded }))
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
  return { component: Late, load }
}
