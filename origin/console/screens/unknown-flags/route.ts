import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/unknown-flags',
  title: m.shell_unknown_flags,
  navigation: {
    section: 'review',
    order: 60,
    icon: 'M9.5 9a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1 .9-1 1.7M12 16.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
    shortcut: 'u',
  },
  load: async () => (await import('./unknown-flags-screen.tsx')).UnknownFlagsScreen,
}
