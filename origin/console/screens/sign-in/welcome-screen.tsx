import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLocation, useSearchParams } from 'wouter'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { ProblemAlert } from '../../blocks/problem-alert.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { Door } from './door.tsx'
import { useEntry } from './sign-in-screen.tsx'
import { SsoButton } from './sso-button.tsx'

/** As the origin demands; it has the last word, and says more. */
const MIN_PASSWORD_LENGTH = 12

interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Makes an account by the link of an invitation, or of the first admin. */
export function WelcomeScreen() {
  const [parameters] = useSearchParams()
  const token = parameters.get('token')
  if (token === null) return <EmptyState title={m.sign_in_no_token()} hint={m.sign_in_no_token_hint()} />
  return (
    <Door title={m.sign_in_welcome()} lead={m.sign_in_welcome_hint()}>
      <AccountForm token={token} />
    </Door>
  )
}

function AccountForm({ token }: { readonly token: string }) {
  const [, navigate] = useLocation()
  const accept = useEntry<NewAccount & { readonly token: string }>('/invitations/accept')
  const short = m.sign_in_password_short({ count: MIN_PASSWORD_LENGTH })
  const form = useForm<NewAccount>({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? m.sign_in_name_required() : null),
      email: (value) => (value === '' ? m.sign_in_email_required() : null),
      password: (value) => (value.length < MIN_PASSWORD_LENGTH ? short : null),
    },
  })
  const submit = (values: NewAccount): void =>
    accept.mutate({ ...values, token }, { onSuccess: () => navigate('/', { replace: true }) })
  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        {accept.error !== null && <ProblemAlert error={accept.error} />}
        <TextInput autoComplete="name" label={m.sign_in_name()} {...form.getInputProps('name')} />
        <TextInput type="email" autoComplete="username" label={m.sign_in_email()} {...form.getInputProps('email')} />
        <PasswordInput
          autoComplete="new-password"
          label={m.sign_in_new_password()}
          description={m.sign_in_new_password_hint({ count: MIN_PASSWORD_LENGTH })}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={accept.isPending}>
          {m.sign_in_create()}
        </Button>
        <SsoButton invitation={token} />
      </Stack>
    </form>
  )
}
