import { m } from '../i18n/compiled/messages.js'
import classes from './json-diff.module.css'
import { lineDiff } from './line-diff.ts'

export interface JsonDiffProps {
  readonly before: object
  readonly after: object
}

/** The same as JSON, line by line; a sign says what the colour says. */
export function JsonDiff({ before, after }: JsonDiffProps) {
  return (
    <section className={classes['diff']} aria-label={m.changes_json_diff()}>
      {/* Whoever has no pointer scrolls it by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above */}
      <pre className={classes['text']} tabIndex={0}>
        {lineDiff(linesOf(before), linesOf(after)).map(({ sign, text }, i) => (
          // Lines have no names.
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <span key={i} className={classes[sign === '+' ? 'added' : sign === '-' ? 'removed' : 'same']}>
            {`${sign} ${text}\n`}
          </span>
        ))}
      </pre>
    </section>
  )
}

/** Properties by name, so that only what means something else differs. */
function linesOf(state: object): readonly string[] {
  return JSON.stringify(state, sorted, 2).split('\n')
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
