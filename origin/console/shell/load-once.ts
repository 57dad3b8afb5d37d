import type { ComponentType } from 'react'

export interface LoadedOnce {
  /** Brings the file; once it is there, it is not asked for again. */
  readonly load: () => Promise<ComponentType>
  /** `undefined` until it is there. */
  readonly loaded: () => ComponentType | undefined
}

export function loadOnce(fetchComponent: LoadedOnce['load']): LoadedOnce {
  let component: ComponentType | undefined
  return {
    load: async () => {
      component ??= await fetchComponent()
      return component
    },
    loaded: () => component,
  }
}
