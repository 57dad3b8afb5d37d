import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/requests',
  title: m.shell_requests,
  navigation: {
    section: 'review',
    order: 20,
    icon: 'M6 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM18 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 8v8M18 16V9a3 3 0 0 0-3-3h-4',
    shortcut: 'r',
  },
  load: async () => (await import('./requests-screen.tsx')).RequestsScreen,
}
