import { Tabs } from '@mantine/core'
import { m } from '../i18n/compiled/messages.js'
import { ChangeList } from './change-list.tsx'
import { changesBetween } from './changes-between.ts'
import type { Draft } from './draft.ts'
import { JsonDiff } from './json-diff.tsx'

export interface ChangeTabsProps {
  readonly before: Draft
  readonly after: Draft
  /** The environment's name, as people know it. */
  readonly environment: string
}

/** What lies between two states of a flag, in words and as JSON. */
export function ChangeTabs({ before, after, environment }: ChangeTabsProps) {
  return (
    <Tabs defaultValue="words" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="words">{m.changes_in_words()}</Tabs.Tab>
        <Tabs.Tab value="json">JSON</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="words" pt="sm">
        <ChangeList changes={changesBetween(before, after)} environment={environment} />
      </Tabs.Panel>
      <Tabs.Panel value="json" pt="sm">
        <JsonDiff before={before} after={after} />
      </Tabs.Panel>
    </Tabs>
  )
}
