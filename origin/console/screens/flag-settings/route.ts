import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag/settings',
  title: m.blocks_flag_settings,
  load: async () => (await import('./flag-settings-screen.tsx')).FlagSettingsScreen,
}
