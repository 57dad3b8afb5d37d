import { Text } from '@mantine/core'
import { m } from '../../../i18n/compiled/messages.js'

export function OnOff({ isOn }: { readonly isOn: boolean }) {
  return (
    <Text size="sm" fw={600} c={isOn ? 'var(--tm-on)' : 'dimmed'} style={{ whiteSpace: 'nowrap' }} span>
      {isOn ? `● ${m.flag_detail_on()}` : `○ ${m.flag_detail_off()}`}
    </Text>
  )
}
