import { Button, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { NARROW } from '../../blocks/narrow.ts'
import { BottomBar } from '../../drafts/bottom-bar.tsx'
import { m } from '../../i18n/compiled/messages.js'
import type { Asked } from './asked.ts'
import { decisiveReason } from './decisive-reason.ts'
import { describeResolution } from './describe-resolution.ts'
import { useExplanation } from './use-explanation.ts'

/** Of what the bar leads to. */
export const VERDICT_ID = 'verdict'

export interface VerdictBarProps {
  readonly flag: string
  readonly asked: Asked
}

/** What the person gets, in sight of whoever describes them on a phone, where the answer comes below the form. */
export function VerdictBar(props: VerdictBarProps) {
  return useMediaQuery(NARROW) ? <NarrowBar {...props} /> : null
}

function NarrowBar({ flag, asked }: VerdictBarProps) {
  const explained = useExplanation(flag, asked).data
  if (explained === undefined) return null
  const { explanation, configuration } = explained
  return (
    <BottomBar
      label={m.playground_gets()}
      text={
        <Text size="sm" lh="inherit">
          <b>
            {m.playground_gets_variant()} {describeResolution(explanation.resolution)}.
          </b>{' '}
          {decisiveReason({ ...explanation, rules: configuration.rules })}
        </Text>
      }
      buttons={
        <Button size="xs" variant="default" onClick={showVerdict}>
          {m.playground_see()}
        </Button>
      }
    />
  )
}

function showVerdict(): void {
  const verdict = document.getElementById(VERDICT_ID)
  verdict?.scrollIntoView({ block: 'start' })
  verdict?.focus({ preventScroll: true })
}
