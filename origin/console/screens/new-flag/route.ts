import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/new',
  title: m.new_flag_title,
  load: async () => (await import('./new-flag-screen.tsx')).NewFlagScreen,
}
