import { configurationsQuery, flagQuery } from '../../api/use-flag.ts'
import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'
import { flagKeyIn } from '../../shell/use-flag-key.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag',
  title: m.flag_detail_title,
  load: async () => (await import('./flag-detail-screen.tsx')).FlagDetailScreen,
  prefetch: async (client, project) => {
    const flag = flagKeyIn(location.pathname)
    await Promise.all([
      client.prefetchQuery(flagQuery(project, flag)),
      client.prefetchQuery(configurationsQuery(project, flag)),
    ])
  },
}
