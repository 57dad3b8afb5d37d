import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { ConfigurationView, EnvironmentView } from '../../../api/views.ts'
import { ProblemAlert } from '../../../blocks/problem-alert.tsx'
import { BottomBar } from '../../../drafts/bottom-bar.tsx'
import { m } from '../../../i18n/compiled/messages.js'
import { useEnvironment } from '../../../shell/scope.ts'
import { TakeOverDialog } from '../../../take-over/take-over-dialog.tsx'
import { useTakeOver } from '../../../take-over/use-take-over.ts'

/** What was done last on the screen, until something else is. */
export interface LastDone {
  readonly kind: 'saved' | 'undone'
  /** What was there before it was saved. */
  readonly before: ConfigurationView
}

export interface SavedBarProps {
  readonly stored: ConfigurationView
  readonly done: LastDone
  readonly onUndone: () => void
}

/** Says for as long as nothing else happens that something was saved, with the way back. */
export function SavedBar({ stored, done: { kind, before }, onUndone }: SavedBarProps) {
  const environment = useEnvironment()
  const ref = useRef<HTMLElement>(null)
  const undo = useTakeOver(onUndone)
  const version = before.version + 1
  // What had the focus is gone: a dialog, or the button.
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  if (environment === undefined) return null
  const isUndoable = kind === 'saved' && stored.version === version
  const press = (): void => undo.mutate({ base: stored, taken: { kind: 'version', state: before }, reason: '' })
  return (
    <BottomBar
      ref={ref}
      label={m.blocks_saved()}
      text={
        <Text size="sm" fw={600} lh="inherit">
          {doneText({ kind, before, now: stored.version, environment: environment.name })}
        </Text>
      }
      {...(environment.protected && isUndoable
        ? {
            notes: (
              <Text size="sm" lh="inherit">
                {m.flag_detail_undo_asks({ environment: environment.name })}
              </Text>
            ),
          }
        : {})}
      buttons={
        isUndoable ? (
          <UndoButton stored={stored} before={before} environment={environment} press={press} isBusy={undo.isPending} />
        ) : (
          <Button
            component={Link}
            href={`/flags/${encodeURIComponent(stored.flag)}/history`}
            size="xs"
            variant="default"
          >
            {m.blocks_flag_history()}
          </Button>
        )
      }
    >
      {undo.error !== null && <ProblemAlert error={undo.error} />}
    </BottomBar>
  )
}

interface UndoButtonProps {
  readonly stored: ConfigurationView
  readonly before: ConfigurationView
  readonly environment: EnvironmentView
  /** Goes back without being asked. */
  readonly press: () => void
  readonly isBusy: boolean
}

/** Goes back at once, or asks others where they have to approve. */
function UndoButton({ stored, before, environment, press, isBusy }: UndoButtonProps) {
  const [isAsking, { open, close }] = useDisclosure()
  if (!environment.protected) {
    return (
      <Button size="xs" variant="default" loading={isBusy} onClick={press}>
        {m.blocks_undo()}
      </Button>
    )
  }
  const { name } = environment
  const { flag } = stored
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {m.flag_detail_undo_ask()}
      </Button>
      {isAsking && (
        <TakeOverDialog
          title={m.flag_detail_undo_title({ flag, environment: name, version: before.version })}
          environment={environment}
          stored={stored}
          taken={{ kind: 'version', state: before }}
          action={m.blocks_undo()}
          done={m.flag_detail_undone({ version: stored.version + 1, before: before.version })}
          onClose={close}
        />
      )}
    </>
  )
}

interface DoneTextParts extends LastDone {
  readonly now: number
  readonly environment: string
}

function doneText({ kind, before, now, environment }: DoneTextParts): string {
  const version = before.version + 1
  if (kind === 'undone') return m.flag_detail_undone({ version: version + 1, before: before.version })
  if (now > version) return m.flag_detail_saved_since({ version, newer: now })
  return m.flag_detail_saved_as({ version, environment })
}
