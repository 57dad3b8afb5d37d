import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag/history',
  title: m.blocks_flag_history,
  load: async () => (await import('./flag-history-screen.tsx')).FlagHistoryScreen,
}
