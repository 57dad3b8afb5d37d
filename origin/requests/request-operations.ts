import type { ApiContext } from '../http/api-context.ts'
import type { Operation } from '../operations/operation.ts'
import { decideRequestOperations } from './decide-request-operations.ts'
import { newRequestOperations } from './new-request-operations.ts'
import { readRequestOperations } from './read-request-operations.ts'

/** Changes that others look at first, or that wait for their time. */
export function requestOperations(context: ApiContext): readonly Operation[] {
  return [...readRequestOperations(context), ...newRequestOperations(context), ...decideRequestOperations(context)]
}
