import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/settings',
  title: m.shell_settings,
  navigation: {
    section: 'manage',
    order: 39,
    icon: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h6M14 12h6M12 10v4',
    shortcut: 't',
  },
  load: async () => (await import('./settings-screen.tsx')).SettingsScreen,
}
