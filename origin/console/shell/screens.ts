import type { ComponentType } from 'react'
import { lateComponent } from './late-component.tsx'
import { type LoadableRoute, routes } from './routes.ts'
import type { NavigationPlace } from './screen-route.ts'

export interface Screen extends LoadableRoute {
  readonly component: ComponentType
}

export interface ListedScreen extends Screen {
  readonly navigation: NavigationPlace
}

/** Every screen of the console, in the order in which addresses are tried. */
export const screens: readonly Screen[] = routes.map((route) => ({ ...route, component: lateComponent(route) }))

export const listedScreens: readonly ListedScreen[] = screens
  .filter((screen): screen is ListedScreen => screen.navigation !== undefined)
  .toSorted((a, b) => a.navigation.order - b.navigation.order)
