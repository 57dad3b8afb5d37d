import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/history',
  title: m.shell_history,
  navigation: {
    section: 'review',
    order: 22,
    icon: 'M12 7v5l3 2M4.5 9a8 8 0 1 1-.5 3M4 5v4h4',
    shortcut: 'h',
  },
  load: async () => (await import('./history-screen.tsx')).HistoryScreen,
}
