import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { guardsOfFlag } from './environments-of-flag.ts'
import { getFlag } from './get-flag.ts'

export const flagGuardSchema = z
  .strictObject({ environment: z.string(), requiredApprovals: z.int() })
  .register(z.globalRegistry, { id: 'FlagGuard' })

/** Whom a change of a flag everywhere waits for: what refuses it says the same. */
export function guardOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listFlagGuards',
      method: 'get',
      path: '/projects/{project}/flags/{flag}/guards',
      tag: 'Flags',
      summary:
        'The protected environments where others approve what the flag becomes everywhere; none, where one may do it alone',
      needs: 'viewer',
      errors: ['flag_not_found'],
      status: 200,
      result: z.strictObject({ items: z.array(flagGuardSchema) }),
      handle: ({ scope, params }) => {
        const guards = guardsOfFlag(database, getFlag(database, scope.project.id, params.flag))
        const items = guards.map(({ key, requiredApprovals }) => ({ environment: key, requiredApprovals }))
        return { body: { items } }
      },
    }),
  ]
}
