import { Alert, Button, Group, List } from '@mantine/core'
import { isConflict } from '../api/api-error.ts'
import { useNameOf } from '../api/use-name-of.ts'
import { formatSince } from '../i18n/format.ts'
import { m } from '../i18n/compiled/messages.js'
import { type DescribedError, describeError } from './describe-error.ts'

export interface ProblemAlertProps {
  readonly error: unknown
  readonly onRetry?: () => void
  /** Of a conflict: shows what the other person changed. */
  readonly onSeeDifference?: () => void
}

/** Says why a call was refused, and offers what helps. */
export function ProblemAlert({ error, ...offers }: ProblemAlertProps) {
  if (!isConflict(error)) return <Described described={describeError(error)} {...offers} />
  const { title, changedBy, changedAt } = error.problem
  const lastChange =
    changedBy === undefined || changedAt === undefined ? undefined : { actor: changedBy, at: changedAt }
  return <ConflictAlert title={title} lastChange={lastChange} {...offers} />
}

export interface ConflictAlertProps extends Offers {
  /** Where nobody can be named. */
  readonly title: string
  readonly lastChange: LastChange | undefined
}

interface LastChange {
  readonly actor: string
  readonly at: string
}

/** Somebody else saved the same thing meanwhile: who, and when. */
export function ConflictAlert({ title, lastChange, ...offers }: ConflictAlertProps) {
  if (lastChange === undefined)
    return <Described described={{ title, details: [m.blocks_conflict_hint()] }} {...offers} />
  return <NamedConflict {...lastChange} {...offers} />
}

type Offers = Omit<ProblemAlertProps, 'error'>

/** Only within a project are there things of which two people have versions. */
function NamedConflict({ actor, at, ...offers }: LastChange & Offers) {
  const nameOf = useNameOf()
  const title = m.blocks_conflict({ ago: formatSince(at), who: nameOf(actor) })
  return <Described described={{ title, details: [m.blocks_conflict_hint()] }} {...offers} />
}

function Described({ described, onRetry, onSeeDifference }: { readonly described: DescribedError } & Offers) {
  const { title, details } = described
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
