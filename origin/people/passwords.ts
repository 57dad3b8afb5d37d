import { hash, verify } from '@node-rs/argon2'
import { tooManyAttempts } from '../access/identify.ts'

/** Hashes passwords and compares them, away from the event loop. */
export interface Passwords {
  /** @returns argon2id as a PHC string, with a salt of its own */
  readonly hash: (password: string) => Promise<string>
  /**
   * Takes the same time whether there is a hash or not, so that nobody learns who has an account.
   * @param passwordHash  `undefined` where there is no account, `null` where it has no password
   * @throws OriginError `too_many_attempts`, when too many wait
   */
  readonly isRight: (password: string, passwordHash: string | null | undefined) => Promise<boolean>
}

/** Each takes 19 MiB and a thread of Node's pool, of which there are four, and which DNS and files need as well. */
const AT_ONCE = 2
/** About a second's work. */
const MAX_WAITING = 64
const RETRY_MS = 1_000

export function createPasswords(): Passwords {
  const inTurn = createTurns()
  let decoy: Promise<string> | undefined
  return {
    hash: (password) => inTurn(() => hash(normalise(password))),
    isRight: (password, passwordHash) =>
      inTurn(async () => {
        const standIn = await (decoy ??= hash('nobody has this password'))
        const isMatch = await verify(passwordHash ?? standIn, normalise(password))
        return isMatch && typeof passwordHash === 'string'
      }),
  }
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>

function createTurns(): Turns {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (waiting.length >= MAX_WAITING) throw tooManyAttempts(RETRY_MS)
    if (running >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // The turn is handed on, so that nobody who comes now gets in between.
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}

/** The same password, whatever keyboard it was typed on (NIST SP 800-63B, 5.1.1.2). */
function normalise(password: string): string {
  return password.normalize('NFKC')
}
