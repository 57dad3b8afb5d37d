import { useEffect, useRef } from 'react'
import classes from './row-inputs.module.css'

export interface TickBoxProps {
  readonly label: string
  readonly isTicked: boolean
  /** Some of what it stands for is ticked, and some is not. */
  readonly isPartly?: boolean
  readonly onToggle: () => void
}

/** The browser's own, since every row has one. */
export function TickBox({ label, isTicked, isPartly = false, onToggle }: TickBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isPartly
  }, [isPartly])
  return (
    <input
      ref={box}
      type="checkbox"
      className={classes['tick']}
      aria-label={label}
      checked={isTicked}
      onChange={onToggle}
    />
  )
}
