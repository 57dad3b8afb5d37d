import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/segments/new',
  title: m.new_segment_title,
  load: async () => (await import('./new-segment-screen.tsx')).NewSegmentScreen,
}
