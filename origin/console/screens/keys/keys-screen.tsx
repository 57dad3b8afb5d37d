import { Button, Stack, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { AdminsOnly } from '../../shell/admins-only.tsx'
import { useEnvironment, useMay } from '../../shell/scope.ts'
import { KeySection } from './key-section.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { useKeyPlaces } from './use-keys.ts'

export function KeysScreen() {
  const [isOpen, dialog] = useDisclosure()
  const isAdmin = useMay('admin')
  return (
    <Page
      title={m.shell_keys()}
      lead={m.keys_lead()}
      actions={isAdmin && <Button onClick={dialog.open}>{m.keys_new()}</Button>}
    >
      <AdminsOnly>
        <Keys />
        {isOpen && <NewKeyDialog onClose={dialog.close} />}
      </AdminsOnly>
    </Page>
  )
}

function Keys() {
  const [showsAll, setShowsAll] = useState(false)
  const { ofEnvironment, ofProject } = useKeyPlaces()
  const environment = useEnvironment()?.name ?? ''
  return (
    <Stack gap="lg">
      <Switch
        label={m.keys_show_all()}
        checked={showsAll}
        onChange={({ currentTarget }) => setShowsAll(currentTarget.checked)}
      />
      <KeySection
        place={ofEnvironment}
        title={m.keys_of_environment({ environment })}
        empty={m.keys_empty_environment_hint({ environment })}
        showsAll={showsAll}
      />
      <KeySection
        place={ofProject}
        title={m.keys_of_project()}
        empty={m.keys_empty_project_hint()}
        showsAll={showsAll}
      />
    </Stack>
  )
}
