import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useScope } from './scope.ts'
import { listedScreens } from './screens.ts'

/** `g` and the key behind it belong together for so long. */
const SEQUENCE_MS = 1_000

/** `g` and another key go to a screen, from the first moment on. */
export function useGoShortcuts(): void {
  const { project, environment } = useScope()
  const [, navigate] = useLocation()
  const pressedAtMs = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const isSecond = event.timeStamp - pressedAtMs.current < SEQUENCE_MS
      pressedAtMs.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (!isSecond) return
      const screen = listedScreens.find(({ navigation }) => navigation.shortcut === event.key)
      if (screen !== undefined) navigate(`/${project}/${environment}${screen.path}`)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [project, environment, navigate])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select') !== null)
  )
}
