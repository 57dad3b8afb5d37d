import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ConfigurationView, FlagView } from '../../../api/views.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { draftOf } from '../../../changes/draft.ts'
import type { Editing } from '../use-draft.ts'
import { changesBetween } from '../../../changes/changes-between.ts'
import { type DraftGap, gapsOf } from './draft-gaps.ts'
import { ReviewDialog } from './review-dialog.tsx'
import classes from './save-bar.module.css'

export interface SaveBarProps {
  readonly flag: FlagView
  readonly stored: ConfigurationView
  readonly editing: Editing
}

/** Says that something is not saved, and leads to the review. */
export function SaveBar({ flag, stored, editing }: SaveBarProps) {
  const [isOpen, { open, close }] = useDisclosure()
  const { base, draft, discard } = editing
  const count = changesBetween(draftOf(base), draft).length
  const gaps = gapsOf(draft)
  return (
    <section className={classes['bar']} aria-label={m.flag_detail_unsaved_region()}>
      <Group justify="space-between" gap="sm">
        <output>
          <Text size="sm" fw={600}>
            {m.flag_detail_unsaved({ count })}
          </Text>
          {gaps.map((gap) => (
            <Text key={`${gap.number} ${gap.lacks}`} size="sm" c="var(--mantine-color-error)">
              {gapText(gap)}
            </Text>
          ))}
          {stored.version !== base.version && <Text size="sm">{m.flag_detail_stale()}</Text>}
        </output>
        <Group gap="xs">
          <Button variant="default" onClick={discard}>
            {m.flag_detail_discard()}
          </Button>
          <Button disabled={gaps.length > 0} onClick={open}>
            {m.flag_detail_review()}
          </Button>
        </Group>
      </Group>
      {isOpen && <ReviewDialog flag={flag} stored={stored} editing={editing} onClose={close} />}
    </section>
  )
}

function gapText({ number, lacks }: DraftGap): string {
  if (number === undefined) return m.flag_detail_gap_default()
  return lacks === 'condition' ? m.flag_detail_gap_condition({ number }) : m.flag_detail_gap_weights({ number })
}
