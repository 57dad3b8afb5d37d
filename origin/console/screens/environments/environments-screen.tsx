import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { EnvironmentTable } from './environment-table.tsx'
import { NewEnvironmentDialog } from './new-environment-dialog.tsx'

/** The shell shows no screen before it has the environments: there is always one, and nothing to wait for. */
export function EnvironmentsScreen() {
  const { environments } = useScope()
  const [isOpen, dialog] = useDisclosure()
  const isAdmin = useMay('admin')
  return (
    <Page
      title={m.shell_environments()}
      lead={isAdmin ? m.environments_lead() : m.environments_lead_viewer()}
      actions={isAdmin && <Button onClick={dialog.open}>{m.environments_new()}</Button>}
    >
      <EnvironmentTable environments={environments} />
      {isOpen && <NewEnvironmentDialog onClose={dialog.close} />}
    </Page>
  )
}
