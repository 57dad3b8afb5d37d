import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Stack, startStack } from '../../local/stack/start-stack.ts'
import type { StackOptions } from '../../local/stack/stack-options.ts'
import { type Answer, type CallOptions, call } from './http.ts'

/**
 * The stack of `npm run dev`, in the test's own process, so that its parts can be made to suffer. Its edge is workerd alone:
 * wrangler around it takes most of a start, and is looked at where `npm run dev` itself is.
 */
export interface TestStack extends Stack {
  readonly dataDirectory: string
  /** Calls `/api/v1/projects/default…` with the master key; changes need no ETag here. */
  readonly api: (path: string, options?: CallOptions) => Promise<Answer>
  /** Asks the edge for one flag over OFREP. */
  readonly evaluate: (flag: string, context: object, key?: string) => Promise<Answer>
}

export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'togglemaster-'))
  const ports = { originPort: 0, edgePort: 0, workerPort: 0 }
  const defaults = { dataDirectory, ...ports, duplicatedShare: 0, edgeRuntime: 'workerd' as const, environment: {} }
  const stack = await startStack({ ...defaults, ...options }, () => undefined)
  const api: TestStack['api'] = (path, options = {}) =>
    call(`${stack.origin}/api/v1/projects/default${path}`, {
      key: stack.masterKey,
      ...options,
      headers: { 'if-match': '*', ...options.headers },
    })
  return {
    ...stack,
    dataDirectory,
    api,
    evaluate: (flag, context, key = stack.keys.server) =>
      call(`${stack.edge}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`, { key, body: { context } }),
    stop: async () => {
      await stack.stop()
      rmSync(dataDirectory, { recursive: true })
    },
  }
}

/** What creating a flag takes. */
export interface NamedFlag {
  readonly key: string
  readonly [member: string]: unknown
}

/** Makes a flag and says what it does in production, in two calls as a person would. */
export async function createFlag(stack: TestStack, flag: NamedFlag, configuration: object): Promise<void> {
  const created = await stack.api('/flags', { body: flag })
  if (created.status !== 201) throw new Error(`creating ${flag.key}: ${created.text}`)
  await configure(stack, flag.key, configuration)
}

export async function configure(stack: TestStack, key: string, configuration: object): Promise<void> {
  const path = `/environments/production/flags/${encodeURIComponent(key)}`
  const changed = await stack.api(path, { method: 'PATCH', body: configuration })
  if (changed.status !== 200) throw new Error(`configuring ${key}: ${changed.text}`)
}
