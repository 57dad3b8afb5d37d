import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag',
  title: m.flag_detail_title,
  load: async () => (await import('./flag-detail-screen.tsx')).FlagDetailScreen,
}
