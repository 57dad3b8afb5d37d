import { List, Text } from '@mantine/core'
import { assertNever } from '../../../shared/contracts/assert-never.ts'
import { m } from '../i18n/compiled/messages.js'
import { ruleSentence, serveText } from '../words/rule-text.ts'
import type { DraftChange } from './changes-between.ts'

export interface ChangeListProps {
  readonly changes: readonly DraftChange[]
  /** The environment's name, as people know it. */
  readonly environment: string
}

/** What a draft changes, in words. */
export function ChangeList({ changes, environment }: ChangeListProps) {
  if (changes.length === 0) return <Text size="sm">{m.changes_no_changes()}</Text>
  return (
    <List size="sm" spacing={6}>
      {changes.map((change) => {
        const { title, details } = changeText(change, environment)
        return (
          <List.Item key={`${change.kind} ${'number' in change ? change.number : ''}`}>
            <b>{title}</b>
            {details.map((detail) => (
              <Text key={detail} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {detail}
              </Text>
            ))}
          </List.Item>
        )
      })}
    </List>
  )
}

interface ChangeText {
  readonly title: string
  readonly details: readonly string[]
}

function changeText(change: DraftChange, environment: string): ChangeText {
  switch (change.kind) {
    case 'switched-on':
      return { title: m.changes_change_on({ environment }), details: [switchedOnText(change)] }
    case 'switched-off': {
      const serve = change.after ?? m.changes_code_default_inside()
      return { title: m.changes_change_off({ environment }), details: [m.changes_everybody_gets({ serve })] }
    }
    case 'default': {
      const details = [m.changes_from_to_text({ before: serveText(change.before), after: serveText(change.after) })]
      if (change.isInForce) return { title: m.changes_change_default(), details }
      return { title: m.changes_change_default_later(), details: [...details, m.changes_default_later_hint()] }
    }
    case 'off': {
      const before = change.before ?? m.changes_code_default()
      const after = change.after ?? m.changes_code_default()
      return { title: m.changes_change_off_variant(), details: [m.changes_from_to_text({ before, after })] }
    }
    case 'added':
      return { title: m.changes_change_added({ number: change.number }), details: [ruleSentence(change.rule)] }
    case 'removed':
      return { title: m.changes_change_removed({ number: change.number }), details: [ruleSentence(change.rule)] }
    case 'rule-switched':
      return {
        title: change.rule.enabled
          ? m.changes_change_rule_on({ number: change.number })
          : m.changes_change_rule_off({ number: change.number }),
        details: [ruleSentence(change.rule)],
      }
    case 'moved':
      return {
        title: m.changes_change_moved({ from: change.from, number: change.number }),
        details: [ruleSentence(change.rule)],
      }
    case 'changed':
      return { title: m.changes_change_changed({ number: change.number }), details: changedDetails(change) }
    default:
      return assertNever(change)
  }
}

function switchedOnText({ isAlone, before, after }: Extract<DraftChange, { readonly kind: 'switched-on' }>): string {
  const was = before ?? m.changes_code_default_inside()
  const serve = serveText(after)
  if (was === serve) return isAlone ? m.changes_everybody_still({ serve }) : m.changes_else_still({ serve })
  const states = { before: was, after: serve }
  return isAlone ? m.changes_everybody_from_to(states) : m.changes_else_from_to(states)
}

/** What no sentence says, such as a salt, is in the JSON. */
function changedDetails({ before, after }: Extract<DraftChange, { readonly kind: 'changed' }>): readonly string[] {
  const [was, becomes] = [ruleSentence(before), ruleSentence(after)]
  if (was === becomes) return [becomes, m.changes_change_in_json()]
  return [m.changes_before({ text: was }), m.changes_after({ text: becomes })]
}
