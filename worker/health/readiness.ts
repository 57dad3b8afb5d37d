/** One thing the worker needs. */
export interface ReadinessCheck {
  readonly name: string
  /** Says what is wrong, in a sentence for a person; `undefined` when nothing is. Never throws. */
  readonly check: () => Promise<string | undefined>
}

export interface Readiness {
  readonly isReady: boolean
  /** Every check by name: `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>
}

export async function readReadiness(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async ({ name, check }) => [name, await check()] as const))
  return {
    isReady: results.every(([, problem]) => problem === undefined),
    checks: Object.fromEntries(results.map(([name, problem]) => [name, problem ?? 'ok'])),
  }
}

/** Asks at most once in a while, however many probes come. */
export function rarely({ name, check }: ReadinessCheck, periodMs: number, now: () => number): ReadinessCheck {
  let askedAtMs = Number.NEGATIVE_INFINITY
  let answer: Promise<string | undefined> = Promise.resolve(undefined)
  return {
    name,
    check() {
      if (Math.abs(now() - askedAtMs) >= periodMs) {
        askedAtMs = now()
        answer = check()
      }
      return answer
    },
  }
}
