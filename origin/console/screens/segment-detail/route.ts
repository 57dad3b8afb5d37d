import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/segments/:segment',
  title: m.segment_detail_title,
  load: async () => (await import('./segment-detail-screen.tsx')).SegmentDetailScreen,
}
