import { Grid, Stack, TextInput } from '@mantine/core'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import { ContextEditor } from './context-editor.tsx'
import { CopyLink } from './copy-link.tsx'
import { DecisionList } from './decision-list.tsx'
import { ExplanationPanel } from './explanation-panel.tsx'
import { FlagPicker } from './flag-picker.tsx'
import { fromLocalTime, toLocalTime } from './local-time.ts'
import { usePlaygroundState } from './playground-state.ts'

/** Asks what a person gets, and why. */
export function PlaygroundScreen() {
  const [state, change, arrivals] = usePlaygroundState()
  const { flag, at, ...rest } = state
  const { context } = rest
  const times = at === undefined ? {} : { at }
  return (
    <Page title={m.shell_playground()} lead={m.playground_lead()} actions={<CopyLink />}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <FlagPicker
              flag={flag}
              onChange={(next) => change({ context, ...times, ...(next === undefined ? {} : { flag: next }) })}
            />
            <ContextEditor
              key={arrivals}
              context={context}
              onChange={(next: JsonObject) => change({ ...state, context: next })}
            />
            <TextInput
              type="datetime-local"
              label={m.playground_at()}
              description={m.playground_at_hint()}
              value={at === undefined ? '' : toLocalTime(at)}
              onChange={({ currentTarget: { value } }) => {
                const next = fromLocalTime(value)
                change({
                  ...rest,
                  ...(flag === undefined ? {} : { flag }),
                  ...(next === undefined ? {} : { at: next }),
                })
              }}
            />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          {flag === undefined ? (
            <DecisionList asked={{ context, ...times }} onPick={(next) => change({ ...state, flag: next })} />
          ) : (
            <ExplanationPanel
              flag={flag}
              asked={{ context, ...times }}
              onShowAll={() => change({ context, ...times })}
            />
          )}
        </Grid.Col>
      </Grid>
    </Page>
  )
}
