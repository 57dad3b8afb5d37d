import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/groups',
  title: m.shell_groups,
  navigation: {
    section: 'work',
    order: 3,
    icon: 'M12 3a9 9 0 1 0 9 9h-9V3ZM15 3.5A9 9 0 0 1 20.5 9H15V3.5Z',
    shortcut: 'x',
  },
  load: async () => (await import('./groups-screen.tsx')).GroupsScreen,
}
