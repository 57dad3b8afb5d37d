import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/groups/:group',
  title: m.group_detail_title,
  load: async () => (await import('./group-detail-screen.tsx')).GroupDetailScreen,
}
