import type { ComponentType } from 'react'
import { lateComponent } from './late-component.tsx'
import type { NavigationPlace, ScreenRoute } from './screen-route.ts'

export interface Screen extends ScreenRoute {
  readonly component: ComponentType
}

export interface ListedScreen extends Screen {
  readonly navigation: NavigationPlace
}

const found = import.meta.glob<{ readonly route: ScreenRoute }>('../screens/*/route.ts', { eager: true })

/** Every screen of the console, the more particular address first. */
export const screens: readonly Screen[] = Object.values(found)
  .map(({ route }) => ({ ...route, ...lateComponent(route.load) }))
  .toSorted((a, b) => particularity(b.path) - particularity(a.path))

export const listedScreens: readonly ListedScreen[] = screens
  .filter((screen): screen is ListedScreen => screen.navigation !== undefined)
  .toSorted((a, b) => a.navigation.order - b.navigation.order)

/** `/flags/new` is tried before `/flags/:flag`. */
function particularity(path: string): number {
  return path.split('/').reduce((sum, part) => sum * 3 + (part === '' ? 0 : part.startsWith(':') ? 1 : 2), 0)
}

/** @param path  below `/console/{project}/{environment}` */
export function screenAt(path: string): Screen | undefined {
  const parts = path.split('/')
  return screens.find((screen) => {
    const wanted = screen.path.split('/')
    return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') || part === parts[i])
  })
}
