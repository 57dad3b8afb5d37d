/** What can go wrong on the way to a service, whatever it speaks. */
export type TcpFault =
  /** Connections are taken and stay open; no byte passes, either way, until it is healed: then all of them do. */
  | { readonly kind: 'hang' }
  /** Open connections are reset, and new ones as soon as they are made. */
  | { readonly kind: 'refuse' }
  /** Every piece of an answer comes so much later, in order. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Every piece of an answer loses its second half, and its connection with it: the work was done. */
  | { readonly kind: 'cut' }

/** There is one fault at a time, for all connections, also those that are open already. */
export interface TcpFaults {
  set(fault: TcpFault): void
  clear(): void
  /** Pieces held, delayed or cut, and connections refused, since the fault was set. */
  readonly strikes: number
}

/** What a stream's transformation is told when its piece may go on. */
export type Pass = (cause: Error | null, chunk?: Buffer) => void

/** The side of the faults that the proxy sees. */
export interface TcpFaultKnob {
  readonly faults: TcpFaults
  /** Passes a piece on as the fault allows it. */
  carry(piece: Piece): void
  /** Whether a connection that was just made is to be reset; counted. */
  refuses(): boolean
  /**
   * Says how a connection is broken.
   * @returns forgets it
   */
  onBreak(breakIt: () => void): () => void
  breakAll(): void
}

/** What arrived of one connection, in one go. */
export interface Piece {
  readonly direction: 'request' | 'answer'
  readonly chunk: Buffer
  readonly pass: Pass
  /** Ends the connection once the client has what was passed on. */
  readonly cut: () => void
}

export function createTcpFaultKnob(): TcpFaultKnob {
  const connections = new Set<() => void>()
  let fault: TcpFault | undefined
  let held: Piece[] = []
  let strikes = 0

  const breakAll = (): void => {
    held = []
    for (const breakIt of connections) breakIt()
  }
  const release = (): void => {
    const released = held
    held = []
    for (const piece of released) carry(piece)
  }
  const carry = (piece: Piece): void => {
    const { direction, chunk, pass, cut } = piece
    if (fault === undefined || (direction === 'request' && fault.kind !== 'hang')) return pass(null, chunk)
    strikes += 1
    switch (fault.kind) {
      case 'hang':
        return void held.push(piece)
      case 'slow':
        return void setTimeout(pass, fault.delayMs, null, chunk).unref()
      case 'cut':
        pass(null, chunk.subarray(0, Math.floor(chunk.length / 2)))
        return void setImmediate(cut)
      case 'refuse':
        return pass(new Error('refused'))
    }
  }

  return {
    carry,
    breakAll,
    refuses: () => {
      if (fault?.kind !== 'refuse') return false
      strikes += 1
      return true
    },
    onBreak: (breakIt) => {
      connections.add(breakIt)
      return () => void connections.delete(breakIt)
    },
    faults: {
      set: (next) => {
        fault = next
        strikes = 0
        if (next.kind === 'refuse') breakAll()
        else release()
      },
      clear: () => {
        fault = undefined
        release()
      },
      get strikes() {
        return strikes
      },
    },
  }
}
