import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { Router } from 'wouter'
import { ErrorBoundary } from '../blocks/error-boundary.tsx'
import { guardedNavigation } from '../blocks/unsaved-guard.ts'
import { cssVariables } from '../theme/css-variables.ts'
import { styleNonce } from '../theme/style-nonce.ts'
import { theme } from '../theme/theme.ts'
import { Gate } from './gate.tsx'
import { WhenSettled } from './when-settled.tsx'

const Notices = lazy(async () => ({ default: (await import('./notices.tsx')).Notices }))

export function App({ queryClient }: { readonly queryClient: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <WhenSettled>
          <Notices />
        </WhenSettled>
        <ErrorBoundary>
          <Router base="/console" aroundNav={guardedNavigation}>
            <Gate />
          </Router>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  )
}
