import { Button, Grid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { JsonObject } from '../../../../shared/contracts/json.ts'
import { EmptyState } from '../../blocks/empty-state.tsx'
import { Page } from '../../blocks/page.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { Asked } from './asked.ts'
import { ContextEditor } from './context-editor.tsx'
import { CopyLink } from './copy-link.tsx'
import { DecisionList } from './decision-list.tsx'
import { ExplanationPanel } from './explanation-panel.tsx'
import { FlagPicker } from './flag-picker.tsx'
import { fromLocalTime, toLocalTime } from './local-time.ts'
import { usePlaygroundState } from './playground-state.ts'
import { VerdictBar } from './verdict-bar.tsx'

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
              flag={flag}
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
            {flag !== undefined && Object.keys(context).length > 0 && (
              <VerdictBar flag={flag} asked={{ context, ...times }} />
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Answer
            flag={flag}
            asked={{ context, ...times }}
            onPick={(next) => change({ ...state, flag: next })}
            onShowAll={() => change({ context, ...times })}
          />
        </Grid.Col>
      </Grid>
    </Page>
  )
}

interface AnswerProps {
  readonly flag: string | undefined
  readonly asked: Asked
  readonly onPick: (flag: string) => void
  readonly onShowAll: () => void
}

/** What the person gets, once there is one: nobody in particular is asked about only where that is wanted. */
function Answer({ flag, asked, onPick, onShowAll }: AnswerProps) {
  const [isNobodyMeant, setNobodyMeant] = useState(false)
  if (!isNobodyMeant && Object.keys(asked.context).length === 0) {
    return (
      <EmptyState title={m.playground_nobody()} hint={m.playground_nobody_hint()}>
        <Button size="xs" variant="default" onClick={() => setNobodyMeant(true)}>
          {m.playground_ask_nobody()}
        </Button>
      </EmptyState>
    )
  }
  if (flag === undefined) return <DecisionList asked={asked} onPick={onPick} />
  return <ExplanationPanel flag={flag} asked={asked} onShowAll={onShowAll} />
}
