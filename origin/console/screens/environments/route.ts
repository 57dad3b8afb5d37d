import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/environments',
  title: m.shell_environments,
  navigation: {
    section: 'manage',
    order: 33,
    icon: 'M12 3l9 5-9 5-9-5 9-5ZM3 12l9 5 9-5M3 16l9 5 9-5',
    shortcut: 'e',
  },
  load: async () => (await import('./environments-screen.tsx')).EnvironmentsScreen,
}
