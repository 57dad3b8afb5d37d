import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/contexts',
  title: m.shell_contexts,
  navigation: {
    section: 'work',
    order: 5,
    icon: 'M4 4h16v16H4V4ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM7.5 17.5a4.5 4.5 0 0 1 9 0',
    shortcut: 'a',
  },
  load: async () => (await import('./contexts-screen.tsx')).ContextsScreen,
}
