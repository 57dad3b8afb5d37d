import { useEffect } from 'react'
import type { AroundNavHandler } from 'wouter'
import { m } from '../i18n/compiled/messages.js'

/** How many forms on the page have something that nobody saved. */
let unsavedForms = 0

/** While `isUnsaved`, whoever leaves the page or the screen is asked first. */
export function useUnsavedGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    unsavedForms += 1
    addEventListener('beforeunload', ask)
    return () => {
      unsavedForms -= 1
      removeEventListener('beforeunload', ask)
    }
  }, [isUnsaved])
}

/** Lets a navigation inside the console through, unless somebody would lose what they wrote. */
export const guardedNavigation: AroundNavHandler = (navigate, to, options) => {
  if (unsavedForms === 0 || globalThis.confirm(m.blocks_unsaved())) navigate(to, options)
}
