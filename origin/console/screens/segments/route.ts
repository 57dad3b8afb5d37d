import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/segments',
  title: m.shell_segments,
  navigation: {
    section: 'work',
    order: 2,
    icon: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 19a6 6 0 0 1 12 0M16 5.5a3 3 0 0 1 0 5M18 14a5 5 0 0 1 3 5',
    shortcut: 's',
  },
  load: async () => (await import('./segments-screen.tsx')).SegmentsScreen,
}
