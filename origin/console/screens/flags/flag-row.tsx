import { memo } from 'react'
import { Link } from 'wouter'
import type { EnvironmentView, ListedFlag } from '../../api/views.ts'
import { formatHour } from '../../i18n/format.ts'
import { m } from '../../i18n/compiled/messages.js'
import { TYPE_WORDS } from '../../variants/draft-variant.ts'
import type { FlagActivity } from './flag-activity.ts'
import classes from './flag-list.module.css'
import { FlagSwitch } from './flag-switch.tsx'
import { Sparkline } from './sparkline.tsx'
import { TickBox } from './tick-box.tsx'

const SHOWN_TAGS = 3

export interface FlagRowProps {
  readonly flag: ListedFlag
  readonly environments: readonly EnvironmentView[]
  /** `undefined` while nobody said. */
  readonly activity: FlagActivity | undefined
  readonly isSelected: boolean
  readonly onToggle: (key: string) => void
}

/** The cells of one flag. Dozens are drawn at once: what stands in them are the browser's own elements. */
export const FlagRow = memo(function FlagRow({ flag, environments, activity, isSelected, onToggle }: FlagRowProps) {
  return (
    <>
      <span role="cell">
        <TickBox label={m.flags_select({ flag: flag.key })} isTicked={isSelected} onToggle={() => onToggle(flag.key)} />
      </span>
      <div role="cell" className={classes['flag']}>
        <Link href={`/flags/${encodeURIComponent(flag.key)}`} className={classes['key']} title={flag.key}>
          {flag.key}
        </Link>
        <Detail flag={flag} />
      </div>
      <span role="cell" className={classes['wide']}>
        {activity !== undefined && (
          <Sparkline bars={activity.bars} label={m.flags_usage_of({ count: activity.total })} />
        )}
      </span>
      <span role="cell" className={`${classes['wide']} ${classes['last']}`}>
        {activity !== undefined && describeLast(activity)}
      </span>
      {environments.map((environment, place) => (
        <span role="cell" key={environment.key} className={place === 0 ? classes['environment'] : classes['further']}>
          <FlagSwitch flag={flag} environment={environment} />
        </span>
      ))}
    </>
  )
})

function Detail({ flag }: { readonly flag: ListedFlag }) {
  return (
    <span className={classes['detail']}>
      <span>{TYPE_WORDS[flag.type]()}</span>
      {flag.clientVisible && (
        <span className={classes['tag']} title={m.flags_client_hint()}>
          {m.flags_client()}
        </span>
      )}
      {flag.tags.slice(0, SHOWN_TAGS).map((tag) => (
        <span key={tag} className={classes['tag']}>
          {tag}
        </span>
      ))}
      {flag.description !== null && <span className={classes['description']}>{flag.description}</span>}
    </span>
  )
}

function describeLast({ lastAt }: FlagActivity): string {
  return lastAt === undefined ? m.flags_not_lately() : formatHour(lastAt, Date.now())
}
