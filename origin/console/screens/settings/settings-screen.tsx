import { Stack } from '@mantine/core'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { AppearanceCard } from './appearance-card.tsx'
import { InstallationCard } from './installation-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProjectCard } from './project-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import { SingleSignOnCard } from './single-sign-on-card.tsx'

export function SettingsScreen() {
  const { caller } = useScope()
  return (
    <Page title={m.shell_settings()} lead={m.settings_lead()}>
      <Stack gap="lg" maw={820}>
        <ProjectCard />
        <AppearanceCard />
        <PasswordCard />
        <SessionsCard />
        <SingleSignOnCard />
        {caller.person?.runsInstallation === true && <InstallationCard />}
      </Stack>
    </Page>
  )
}
