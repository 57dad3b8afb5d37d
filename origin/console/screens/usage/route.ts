import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag/usage',
  title: m.blocks_flag_usage,
  load: async () => (await import('./usage-screen.tsx')).UsageScreen,
}
