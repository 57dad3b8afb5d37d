import { createQueryClient } from './api/query-client.ts'
import { startLocale } from './i18n/locale.ts'
import { prefetchAddress } from './shell/prefetch-address.ts'

/**
 * The first half of `main.tsx`, which imports this before all else: what the address needs is on its way while the code
 * that draws is evaluated. So nothing that draws is imported here.
 */
startLocale()
export const queryClient = createQueryClient()
prefetchAddress(queryClient, location.pathname)
