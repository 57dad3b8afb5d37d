import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/flags/:flag/connect',
  title: m.shell_flags,
  load: async () => (await import('./connect-screen.tsx')).ConnectScreen,
}
