import { Button } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay } from '../../shell/scope.ts'
import { Waiting } from '../../shell/waiting.tsx'
import { ContextTable } from './context-table.tsx'
import { DeleteContextDialog } from './delete-context-dialog.tsx'
import { EditContextDialog } from './edit-context-dialog.tsx'
import { NewContextDialog } from './new-context-dialog.tsx'
import { type SavedContext, useContexts } from './use-contexts.ts'

type Act =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly saved: SavedContext }
  | { readonly kind: 'delete'; readonly saved: SavedContext }

/** Example people: whom the playground asks about, and whom each review says something about. */
export function ContextsScreen() {
  const contexts = useContexts()
  const isEditor = useMay('editor')
  const [act, setAct] = useState<Act>()
  const close = (): void => setAct(undefined)
  const { data } = contexts
  const button = isEditor && <Button onClick={() => setAct({ kind: 'new' })}>{m.contexts_new()}</Button>
  return (
    <Page title={m.shell_contexts()} lead={m.contexts_lead()} actions={data !== undefined && data.length > 0 && button}>
      {contexts.error !== null && <ProblemAlert error={contexts.error} onRetry={() => void contexts.refetch()} />}
      {contexts.isPending && <Waiting />}
      {data?.length === 0 && (
        <EmptyState title={m.contexts_empty()} hint={m.contexts_empty_hint()}>
          {button}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <ContextTable
          contexts={data}
          onEdit={(saved) => setAct({ kind: 'edit', saved })}
          onDelete={(saved) => setAct({ kind: 'delete', saved })}
        />
      )}
      {act?.kind === 'new' && <NewContextDialog onClose={close} />}
      {act?.kind === 'edit' && <EditContextDialog saved={act.saved} onClose={close} />}
      {act?.kind === 'delete' && <DeleteContextDialog saved={act.saved} onClose={close} />}
    </Page>
  )
}
