/**
 * Holds the one fault that a stand-in suffers at present, and whom it strikes.
 * @typeParam Fault    what can go wrong; `none` need not be among it
 * @typeParam Subject  what a predicate looks at to decide: a command, an operation
 */
export interface FaultSwitch<Fault, Subject> {
  /** Replaces the fault. Without `matches` it strikes everything. */
  set(fault: Fault, matches?: (subject: Subject) => boolean): void
  clear(): void
  /** The fault that strikes this subject now; counted unless it is `none`. */
  strike(subject: Subject): Fault | NoFault
  /** How many strikes there were since the fault was set. */
  readonly strikes: number
}

interface NoFault {
  readonly kind: 'none'
}

const none: NoFault = { kind: 'none' }

export function createFaultSwitch<Fault extends { readonly kind: string }, Subject>(): FaultSwitch<Fault, Subject> {
  let current: Fault | NoFault = none
  let matchesSubject: (subject: Subject) => boolean = everything
  let strikes = 0
  return {
    set: (fault, matches = everything) => {
      current = fault
      matchesSubject = matches
      strikes = 0
    },
    clear: () => {
      current = none
    },
    strike: (subject) => {
      if (current.kind === 'none' || !matchesSubject(subject)) return none
      strikes += 1
      return current
    },
    get strikes() {
      return strikes
    },
  }
}

function everything(): boolean {
  return true
}
