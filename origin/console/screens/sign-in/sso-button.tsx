import { Button, Divider } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { m } from '../../i18n/compiled/messages.js'

interface SingleSignOn {
  readonly enabled: boolean
  readonly label: string | null
}

/** Leads to the organisation's provider, where there is one, and back to where the person wanted to go. */
export function SsoButton({ invitation }: { readonly invitation?: string }) {
  const sso = useQuery({
    queryKey: ['sso'],
    queryFn: async ({ signal }) => (await callApi<SingleSignOn>('/sso', { signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (sso.data?.enabled !== true) return null
  const query = new URLSearchParams({
    returnTo: invitation === undefined ? location.pathname + location.search : '/console/',
  })
  if (invitation !== undefined) query.set('invitation', invitation)
  return (
    <>
      <Divider label={m.sign_in_or()} labelPosition="center" />
      <Button component="a" href={`/api/v1/sso/begin?${query}`} variant="default">
        {sso.data.label ?? m.sign_in_sso()}
      </Button>
    </>
  )
}
