import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Person } from '../../api/views.ts'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { Door } from './door.tsx'
import { SsoButton } from './sso-button.tsx'

interface Credentials {
  readonly email: string
  readonly password: string
}

export function SignInScreen() {
  const signIn = useEntry<Credentials>('/session')
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value === '' ? m.sign_in_email_required() : null),
      password: (value) => (value === '' ? m.sign_in_password_required() : null),
    },
  })
  return (
    <Door title={m.sign_in_title()} lead={m.sign_in_tagline()}>
      <form noValidate onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack>
          {signIn.error !== null && <ProblemAlert error={signIn.error} />}
          <TextInput type="email" autoComplete="username" label={m.sign_in_email()} {...form.getInputProps('email')} />
          <PasswordInput
            autoComplete="current-password"
            label={m.sign_in_password()}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signIn.isPending}>
            {m.sign_in_submit()}
          </Button>
          <SsoButton />
        </Stack>
      </form>
    </Door>
  )
}

/** A call after which somebody is signed in. */
export function useEntry<Body>(path: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => callApi<Person>(path, { method: 'POST', body }),
    onSuccess: () => queryClient.resetQueries({ queryKey: queryKeys.caller() }),
  })
}
