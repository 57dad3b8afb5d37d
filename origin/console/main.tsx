import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './theme/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { startLocale } from './i18n/locale.ts'
import { App } from './shell/app.tsx'
import { prefetchAddress } from './shell/prefetch-address.ts'
import { shareStyleNonce } from './theme/style-nonce.ts'

shareStyleNonce()
startLocale()
const queryClient = createQueryClient()
prefetchAddress(queryClient, location.pathname)
const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} />
    </StrictMode>,
  )
}
