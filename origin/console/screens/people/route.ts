import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/people',
  title: m.shell_people,
  navigation: {
    section: 'manage',
    order: 32,
    icon: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6M17.5 14.5A6 6 0 0 1 21 20',
    shortcut: 'o',
  },
  load: async () => (await import('./people-screen.tsx')).PeopleScreen,
}
