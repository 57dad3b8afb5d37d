import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/compare',
  title: m.shell_compare,
  navigation: {
    section: 'review',
    order: 21,
    icon: 'M8 4v13M8 17l-3.5-3.5M8 17l3.5-3.5M16 20V7M16 7l-3.5 3.5M16 7l3.5 3.5',
    shortcut: 'c',
  },
  load: async () => (await import('./compare-screen.tsx')).CompareScreen,
}
