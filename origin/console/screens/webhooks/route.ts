import { m } from '../../i18n/compiled/messages.js'
import type { ScreenRoute } from '../../shell/screen-route.ts'

export const route: ScreenRoute = {
  path: '/webhooks',
  title: m.shell_webhooks,
  navigation: {
    section: 'manage',
    order: 34,
    icon: 'M12 8.5a3 3 0 1 0-2.6-1.5L6.5 12M6 19a3 3 0 1 0-1-5.8M9 16h6M18 19a3 3 0 1 0-2.7-4.4L12.5 8.5',
    shortcut: 'b',
  },
  load: async () => (await import('./webhooks-screen.tsx')).WebhooksScreen,
}
