import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/requests/:id',
  title: m.request_detail_title,
  load: async () => (await import('./request-detail-screen.tsx')).RequestDetailScreen,
}
