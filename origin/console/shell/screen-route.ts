import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'

/** Where navigation shows a screen. */
export interface NavigationPlace {
  readonly section: 'work' | 'review' | 'manage'
  /** Within the section, ascending. */
  readonly order: number
  /** `d` of a path in a box of 24 by 24, drawn by its stroke. */
  readonly icon: string
  /** The key behind `g` that goes there. */
  readonly shortcut?: string
}

/** One screen: what each `screens/<name>/route.ts` exports as `route`. Whoever adds a screen changes no other file. */
export interface ScreenRoute {
  /** Below `/console/{project}/{environment}`, as wouter writes parameters: `/flags/:flag`. */
  readonly path: string
  readonly title: () => string
  readonly navigation?: NavigationPlace
  /** Loads the screen, in a file of its own. */
  readonly load: () => Promise<ComponentType>
  /** Asks for what the screen shows first, while its file is on the way; it lies in the first load, so it is small. */
  readonly prefetch?: (client: QueryClient, project: string) => Promise<void>
}
