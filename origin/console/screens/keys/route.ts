import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/keys',
  title: m.shell_keys,
  navigation: {
    section: 'manage',
    order: 31,
    icon: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM11 12.5L19 4.5M16 7.5l3 3',
    shortcut: 'k',
  },
  load: async () => (await import('./keys-screen.tsx')).KeysScreen,
}
