import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag, Page } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

const TYPING_MS = 120
const SHOWN = '20'

interface Props {
  readonly flag: string | undefined
  readonly onChange: (flag: string | undefined) => void
}

/** One flag, found as one types, or all of them. */
export function FlagPicker({ flag, onChange }: Props) {
  const { project } = useScope()
  const [typed, setTyped] = useState(flag ?? '')
  const [search] = useDebouncedValue(typed === flag ? '' : typed.trim(), TYPING_MS)
  const found = useQuery({
    queryKey: [...queryKeys.flags(project), 'picker', search],
    queryFn: async ({ signal }) =>
      (
        await callApi<Page<ListedFlag>>(pathOf`/projects/${project}/flags`, {
          query: { search, limit: SHOWN },
          signal,
        })
      ).body.items,
    placeholderData: keepPreviousData,
  })
  const keys = (found.data ?? []).map(({ key }) => key)
  return (
    <Select
      label={m.playground_flag()}
      placeholder={m.playground_all_flags()}
      data={flag === undefined || keys.includes(flag) ? keys : [flag, ...keys]}
      value={flag ?? null}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': m.playground_all_flags() }}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={m.shell_nothing_found()}
      onChange={(value) => onChange(value ?? undefined)}
    />
  )
}
