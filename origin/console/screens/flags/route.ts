import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'
import { readState } from './flag-filters.ts'
import { flagsQuery } from './flags-query.ts'

export const route: ScreenRoute = {
  path: '/flags',
  title: m.shell_flags,
  navigation: { section: 'work', order: 1, icon: 'M5 21V4M5 5h12l-2.5 4L17 13H5', shortcut: 'f' },
  load: async () => (await import('./flags-screen.tsx')).FlagsScreen,
  prefetch: (client, project) =>
    client.prefetchInfiniteQuery(flagsQuery(project, readState(new URLSearchParams(location.search)))),
}
