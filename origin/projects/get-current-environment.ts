import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Environment, findEnvironment } from './environment-repository.ts'

/** Read inside the transaction, so that nothing slips in while an environment is being protected. */
export function getCurrentEnvironment(
  transaction: Queryable,
  { projectId, key }: Pick<Environment, 'projectId' | 'key'>,
): Environment {
  const environment = findEnvironment(transaction, projectId, key)
  if (environment === undefined) throw new OriginError('environment_not_found', 'the environment is gone')
  return environment
}
