import { Alert, Button, Stack, Tabs } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { FlagView } from '../../api/views.ts'
import { CopyField } from '../../blocks/copy-field.tsx'
import { notifyError } from '../../blocks/notify.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useMay, useScope } from '../../shell/scope.ts'
import { KEY_PLACEHOLDERS, type MadeKeys } from './key-step.tsx'
import { IN_BROWSERS, LANGUAGES, SNIPPETS, type SnippetLanguage } from './snippets.ts'

const EDGE_PLACEHOLDER = 'https://EDGE'

const NAMES: Readonly<Record<SnippetLanguage, () => string>> = {
  curl: m.connect_curl,
  node: m.connect_node,
  web: m.connect_web,
  react: m.connect_react,
  python: m.connect_python,
  go: m.connect_go,
  java: m.connect_java,
  dotnet: m.connect_dotnet,
}

interface SnippetStepProps {
  readonly flag: Versioned<FlagView>
  readonly keys: MadeKeys
}

export function SnippetStep({ flag, keys }: SnippetStepProps) {
  const edge = edgeUrl()
  return (
    <Stack gap="sm">
      {edge === undefined && <Alert>{m.connect_edge_unknown({ placeholder: EDGE_PLACEHOLDER })}</Alert>}
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List aria-label={m.connect_language()}>
          {LANGUAGES.map((language) => (
            <Tabs.Tab key={language} value={language}>
              {NAMES[language]()}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {LANGUAGES.map((language) => (
          <Tabs.Panel key={language} value={language} pt="sm">
            <OneSnippet language={language} flag={flag} keys={keys} edge={edge ?? EDGE_PLACEHOLDER} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  )
}

interface OneSnippetProps extends SnippetStepProps {
  readonly language: SnippetLanguage
  readonly edge: string
}

function OneSnippet({ language, flag, keys, edge }: OneSnippetProps) {
  const isInBrowser = IN_BROWSERS.has(language)
  const kind = isInBrowser ? 'cli' : 'srv'
  const { key, type } = flag.body
  const { install, code } = SNIPPETS[language]({ edge, key: keys[kind] ?? KEY_PLACEHOLDERS[kind], flag: key, type })
  return (
    <Stack gap="sm">
      {isInBrowser && <ClientVisibility flag={flag} />}
      {install !== undefined && <CopyField label={m.connect_install()} value={install} />}
      <CopyField label={m.connect_code()} value={code} />
    </Stack>
  )
}

function ClientVisibility({ flag: { body, etag } }: Pick<SnippetStepProps, 'flag'>) {
  const { project } = useScope()
  const mayEdit = useMay('editor')
  const queryClient = useQueryClient()
  const allow = useMutation({
    mutationFn: () =>
      callApi(pathOf`/projects/${project}/flags/${body.key}`, {
        method: 'PATCH',
        body: { clientVisible: true },
        ...(etag === undefined ? {} : { ifMatch: etag }),
      }),
    onError: notifyError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, body.key) }),
  })
  if (body.clientVisible) return <Alert>{m.connect_client_needed()}</Alert>
  return (
    <Alert color="yellow" title={m.connect_client_off({ flag: body.key })}>
      {m.connect_client_needed()}
      {mayEdit && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          display="block"
          loading={allow.isPending}
          onClick={() => allow.mutate()}
        >
          {m.connect_client_allow()}
        </Button>
      )}
    </Alert>
  )
}

/** Where the edge is, as the origin was told. */
function edgeUrl(): string | undefined {
  const url = document.querySelector<HTMLMetaElement>('meta[name="edge-url"]')?.content
  return url === undefined || url === '' ? undefined : url
}
