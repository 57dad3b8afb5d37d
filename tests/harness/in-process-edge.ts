import { type Edge, createEdge } from '../../edge/app.ts'
import type { EdgeDependencies } from '../../edge/isolate.ts'
import type { RulesetSource } from '../../edge/ruleset/ruleset-source.ts'
import type { Runtime } from '../../edge/runtime.ts'
import { createTestLifetime } from '../../edge/testing/test-runtime.ts'
import type { VerificationKey } from '../../shared/contracts/envelope.ts'

/** One isolate of the real edge, without a network: its requests are calls, its clock and its source are the test's. */
export interface InProcessEdge {
  readonly ask: (path: string, question?: Question) => Promise<EdgeAnswer>
  /** All that requests left behind is done. */
  readonly settled: () => Promise<void>
}

export interface Question {
  readonly key?: string
  /** The evaluation context; without one it is a GET. */
  readonly context?: object
}

export interface EdgeAnswer {
  readonly status: number
  /** Of the ruleset that decided; absent where none did. */
  readonly version: number | undefined
  readonly body: unknown
}

export interface InProcessEdgeParts {
  readonly source: RulesetSource
  readonly runtime: Runtime
  readonly verificationKeys: readonly VerificationKey[]
  /** Of another release than this one. */
  readonly create?: (dependencies: EdgeDependencies) => Edge
}

export function createInProcessEdge({ create = createEdge, ...parts }: InProcessEdgeParts): InProcessEdge {
  const edge = create({
    ...parts,
    log: () => undefined,
    queue: { send: () => Promise.resolve({ left: [] }) },
    spill: { push: (_environmentId, texts) => Promise.resolve(texts.length) },
    pseudonymSecret: 'a secret of at least thirty-two characters',
    platform: { verifiesSignatures: () => Promise.resolve(true), keepsInCache: () => Promise.resolve(false) },
    classicEnvironment: undefined,
    classicLimiter: undefined,
    guessLimiter: undefined,
  })
  const lifetime = createTestLifetime()
  return {
    ask: async (path, { key, context } = {}) => {
      const request = new Request(`http://edge.test${path}`, {
        ...(context === undefined ? {} : { method: 'POST', body: JSON.stringify({ context }) }),
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      })
      const response = await edge(request, lifetime)
      const version = response.headers.get('x-togglemaster-version')
      return {
        status: response.status,
        version: version === null ? undefined : Number(version),
        body: await response.json(),
      }
    },
    settled: lifetime.settled,
  }
}
