import { Alert, Button, Group, List } from '@mantine/core'
import { isConflict } from '../api/api-error.ts'
import { formatAgo } from '../i18n/format.ts'
import { m } from '../i18n/compiled/messages.js'
import { describeError } from './describe-error.ts'

export interface ProblemAlertProps {
  readonly error: unknown
  readonly onRetry?: () => void
  /** Of a conflict: shows what the other person changed. */
  readonly onSeeDifference?: () => void
}

/** Says why a call was refused, and offers what helps. */
export function ProblemAlert({ error, onRetry, onSeeDifference }: ProblemAlertProps) {
  const { title, details } = isConflict(error) ? describeConflict(error.problem) : describeError(error)
  return (
    <Alert color="red" title={title} role="alert" maw={640}>
      {details.length === 1 ? (
        details[0]
      ) : (
        <List size="sm">
          {details.map((detail) => (
            <List.Item key={detail}>{detail}</List.Item>
          ))}
        </List>
      )}
      <Group gap="xs" mt={onRetry === undefined && onSeeDifference === undefined ? 0 : 'sm'}>
        {onSeeDifference !== undefined && (
          <Button size="xs" variant="default" onClick={onSeeDifference}>
            {m.blocks_see_difference()}
          </Button>
        )}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {m.blocks_try_again()}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

interface ConflictFacts {
  readonly title: string
  readonly changedBy?: string
  readonly changedAt?: string
}

function describeConflict({ title, changedBy, changedAt }: ConflictFacts) {
  if (changedBy === undefined || changedAt === undefined) return { title, details: [m.blocks_conflict_hint()] }
  const ago = formatAgo(changedAt, Date.now())
  return { title: m.blocks_conflict({ ago, who: changedBy }), details: [m.blocks_conflict_hint()] }
}
