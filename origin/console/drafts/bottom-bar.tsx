import type { ReactNode, Ref } from 'react'
import classes from './bottom-bar.module.css'

export interface BottomBarProps {
  /** What it is, for whoever does not see it. */
  readonly label: string
  readonly text: ReactNode
  /** What is to be known besides; on a narrow screen in its own lines. */
  readonly notes?: ReactNode
  readonly buttons: ReactNode
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLElement>
}

/** Stays in sight at the bottom of what it belongs to; on a narrow screen it takes little of it. */
export function BottomBar({ label, text, notes, buttons, children, ref }: BottomBarProps) {
  return (
    <section ref={ref} className={classes['bar']} tabIndex={-1} aria-label={label}>
      <div className={classes['line']}>
        <output className={classes['text']}>{text}</output>
        {notes !== undefined && <output className={classes['notes']}>{notes}</output>}
        <div className={classes['buttons']}>{buttons}</div>
      </div>
      {children}
    </section>
  )
}
