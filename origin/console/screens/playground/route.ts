import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/playground',
  title: m.shell_playground,
  navigation: {
    section: 'work',
    order: 4,
    icon: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M7.5 15h9',
    shortcut: 'p',
  },
  load: async () => (await import('./playground-screen.tsx')).PlaygroundScreen,
}
