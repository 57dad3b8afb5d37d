import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebouncedValue } from '@mantine/hooks'
import { useLocation } from 'wouter'
import { callApi, pathOf } from '../api/api-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { ListedFlag, Page } from '../api/views.ts'
import { Icon } from '../blocks/icon.tsx'
import { m } from '../i18n/compiled/messages.js'
import { useScope } from './scope.ts'
import { listedScreens } from './screens.ts'

const LENS = 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L20 20'
const SHOWN_FLAGS = '8'
const TYPING_MS = 120

/** ⌘K: jumps to a screen or a flag. */
export function CommandPalette() {
  const [query, setQuery] = useState('')
  const actions = [...useFlagActions(query), ...useScreenActions()]
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      nothingFound={m.shell_nothing_found()}
      limit={12}
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: m.shell_search(), 'aria-label': m.shell_search(), leftSection: <Icon d={LENS} /> }}
    />
  )
}

function useScreenActions(): readonly SpotlightActionData[] {
  const { project, environment } = useScope()
  const [, navigate] = useLocation()
  return listedScreens.map(({ path, title, navigation }) => ({
    id: path,
    label: title(),
    leftSection: <Icon d={navigation.icon} />,
    onClick: () => navigate(`/${project}/${environment}${path}`),
  }))
}

function useFlagActions(query: string): readonly SpotlightActionData[] {
  const { project, environment } = useScope()
  const [, navigate] = useLocation()
  const [search] = useDebouncedValue(query.trim(), TYPING_MS)
  const found = useQuery({
    queryKey: [...queryKeys.flags(project), 'palette', search],
    queryFn: async ({ signal }) =>
      (
        await callApi<Page<ListedFlag>>(pathOf`/projects/${project}/flags`, {
          query: { search, limit: SHOWN_FLAGS },
          signal,
        })
      ).body.items,
    enabled: search !== '',
  })
  return (found.data ?? []).map(({ key, description }) => ({
    id: `flag:${key}`,
    label: key,
    ...(description === null ? {} : { description }),
    onClick: () => navigate(`/${project}/${environment}/flags/${encodeURIComponent(key)}`),
  }))
}
