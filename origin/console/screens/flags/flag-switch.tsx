import { useState } from 'react'
import type { EnvironmentView, ListedFlag } from '../../api/views.ts'
import { notifyError } from '../../blocks/notify.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { ConfirmSwitch } from './confirm-switch.tsx'
import { notifyTurned, notifyUndone } from './notify-turned.tsx'
import classes from './row-inputs.module.css'
import { type SwitchOrder, useSwitch } from './use-switch.ts'

export interface FlagSwitchProps {
  readonly flag: ListedFlag
  readonly environment: EnvironmentView
}

/** On or off in one environment; where it is protected, the change is read before it is made. */
export function FlagSwitch({ flag, environment }: FlagSwitchProps) {
  const mayEdit = useMay('editor')
  const { isBusy, turn } = useTurning(environment)
  const [asked, setAsked] = useState<SwitchOrder>()
  const state = flag.environments.find((each) => each.environment === environment.key)
  if (state === undefined) return <span className={classes['place']}>{m.flags_missing_here()}</span>
  const press = (enabled: boolean): void => {
    const order = { flag: flag.key, environment: environment.key, enabled, version: state.version }
    if (environment.protected) setAsked(order)
    else void turn(order)
  }
  return (
    <span className={classes['place']}>
      <input
        type="checkbox"
        role="switch"
        className={classes['switch']}
        checked={state.enabled}
        aria-checked={state.enabled}
        disabled={!mayEdit || flag.archivedAt !== null}
        aria-busy={isBusy}
        aria-label={m.flags_toggle({ flag: flag.key, environment: environment.name })}
        onChange={(event) => {
          if (!isBusy) press(event.currentTarget.checked)
        }}
      />
      {isBusy && m.flags_saving()}
      {asked !== undefined && (
        <ConfirmSwitch
          order={asked}
          environment={environment}
          onDone={(isTurned) => {
            setAsked(undefined)
            // Turning it on again is for others to approve.
            if (isTurned) notifyTurned(asked, environment.name)
          }}
        />
      )}
    </span>
  )
}

interface Turning {
  readonly isBusy: boolean
  readonly turn: (order: SwitchOrder) => Promise<void>
}

/** Turns, says so, and offers the way back. */
function useTurning({ name }: EnvironmentView): Turning {
  const turnFlag = useSwitch(useScope().project)
  const [isBusy, setIsBusy] = useState(false)
  const attempt = async (order: SwitchOrder, tell: (version: number) => void): Promise<void> => {
    setIsBusy(true)
    try {
      tell((await turnFlag(order)).version)
    } catch (error) {
      notifyError(error)
    }
    setIsBusy(false)
  }
  const turn = (order: SwitchOrder): Promise<void> =>
    attempt(order, (version) => {
      const undone = { ...order, enabled: !order.enabled, version }
      notifyTurned(order, name, () => void attempt(undone, notifyUndone))
    })
  return { isBusy, turn }
}
