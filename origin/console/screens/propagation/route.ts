import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/propagation',
  title: m.shell_propagation,
  navigation: {
    section: 'review',
    order: 9,
    icon: 'M12 12m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8',
    shortcut: 'w',
  },
  load: async () => (await import('./propagation-screen.tsx')).PropagationScreen,
}
