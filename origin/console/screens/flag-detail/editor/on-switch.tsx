import { Switch } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'
import { OnOff } from '../view/on-off.tsx'
import type { DraftProps } from './draft-props.ts'

/** Part of the draft like everything else: it is reviewed before anybody gets anything by it. */
export function OnSwitch({ draft, isEditable, edit }: DraftProps) {
  if (!isEditable) return <OnOff isOn={draft.enabled} />
  return (
    <Switch
      // Green is on, here as in the list of flags; other switches are options, and are not.
      color="teal.9"
      checked={draft.enabled}
      label={draft.enabled ? m.flag_detail_switch_on() : m.flag_detail_switch_off()}
      onChange={({ currentTarget }) => edit({ enabled: currentTarget.checked })}
    />
  )
}
