import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../api/api-client.ts'
import { Icon } from '../blocks/icon.tsx'
import { notifyError } from '../blocks/notify.ts'
import { m } from '../i18n/compiled/messages.js'
import { LANGUAGES } from '../i18n/languages.ts'
import { type Locale, chooseLocale, currentLocale } from '../i18n/locale.ts'
import { useScope } from './scope.ts'

const PERSON = 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20a7 7 0 0 1 14 0'

export function AccountMenu() {
  const { caller } = useScope()
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={m.shell_account()}>
          <Icon d={PERSON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {caller.person !== null && (
          <>
            <Menu.Label>{caller.person.name}</Menu.Label>
            <Menu.Divider />
          </>
        )}
        <Appearance />
        <Menu.Divider />
        <Language />
        <Menu.Divider />
        <SignOut />
      </Menu.Dropdown>
    </Menu>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const choices = [
    ['auto', m.shell_auto],
    ['light', m.shell_light],
    ['dark', m.shell_dark],
  ] as const
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
      <Menu.Label>{m.shell_appearance()}</Menu.Label>
      {choices.map(([scheme, label]) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          {label()}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function Language() {
  return (
    <Menu.RadioGroup value={currentLocale()} onChange={(locale) => chooseLocale(locale as Locale)}>
      <Menu.Label>{m.shell_language()}</Menu.Label>
      {LANGUAGES.map(([locale, name]) => (
        <Menu.RadioItem key={locale} value={locale} lang={locale}>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function SignOut() {
  const queryClient = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => callApi('/session', { method: 'DELETE' }),
    // What the next person may see is asked anew.
    onSuccess: () => {
      queryClient.clear()
      location.assign('/console/')
    },
    onError: notifyError,
  })
  return <Menu.Item onClick={() => signOut.mutate()}>{m.shell_sign_out()}</Menu.Item>
}
