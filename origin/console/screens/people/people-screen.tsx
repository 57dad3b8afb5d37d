import { Stack } from '@mantine/core'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { AccountSection } from './account-section.tsx'
import { InvitationSection } from './invitation-section.tsx'
import { MemberSection } from './member-section.tsx'
import { RoleGuide } from './role-guide.tsx'

export function PeopleScreen() {
  const isAdmin = useMay('admin')
  const runsInstallation = useScope().caller.person?.runsInstallation === true
  return (
    <Page title={m.shell_people()} lead={isAdmin ? m.people_lead() : m.people_lead_viewer()}>
      <Stack gap="xl">
        <MemberSection />
        {isAdmin && (
          <InvitationSection scope="project" title={m.people_invitations()} hint={m.people_invitations_hint()} />
        )}
        <RoleGuide />
        {runsInstallation && (
          <>
            <AccountSection />
            <InvitationSection
              scope="installation"
              title={m.people_installation_invitations()}
              hint={m.people_installation_invitations_hint()}
            />
          </>
        )}
      </Stack>
    </Page>
  )
}
