import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { m } from '../i18n/compiled/messages.js'
import { EmptyState } from './empty-state.tsx'

interface Props {
  readonly children: ReactNode
}

/** Keeps a screen that breaks from taking the console with it. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <EmptyState title={m.shell_failed()} hint={m.shell_failed_hint()}>
        <Button variant="default" onClick={() => location.reload()}>
          {m.shell_reload()}
        </Button>
      </EmptyState>
    )
  }
}
