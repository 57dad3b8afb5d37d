import { ConflictAlert } from '../blocks/problem-alert.tsx'
import { m } from '../i18n/compiled/messages.js'
import { type ChangedThing, useLastChange } from './use-last-change.ts'

export interface ConflictNoticeProps {
  /** As it is stored now. */
  readonly changed: ChangedThing
  readonly onSeeDifference?: () => void
}

/** Says who saved meanwhile and when, also where nothing was sent yet that could have been refused. */
export function ConflictNotice({ changed, ...offers }: ConflictNoticeProps) {
  const change = useLastChange(changed)
  return <ConflictAlert title={m.drafts_stale()} lastChange={change} {...offers} />
}
