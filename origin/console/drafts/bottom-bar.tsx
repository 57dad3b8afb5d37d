import type { ReactNode, Ref } from 'react'
import classes from './bottom-bar.module.css'

export interface BottomBarProps {
  /** What it is, for whoever does not see it. */
  readonly label: string
  readonly text: ReactNode
  readonly buttons: ReactNode
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLElement>
}

/** Stays in sight at the bottom of what it belongs to; on a narrow screen it takes little of it. */
export function BottomBar({ label, text, buttons, children, ref }: BottomBarProps) {
  return (
    <section ref={ref} className={classes['bar']} tabIndex={-1} aria-label={label}>
      <div className={classes['line']}>
        <output className={classes['text']}>{text}</output>
        <div className={classes['buttons']}>{buttons}</div>
      </div>
      {children}
    </section>
  )
}
