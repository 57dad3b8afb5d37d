import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { listArrivals, listLocations, listPublishes } from './propagation-repository.ts'
import { propagationSchema, propagationView } from './propagation-view.ts'
import type { ReportBook } from './report-book.ts'

export function propagationOperations(
  { database, clock }: ApiContext,
  reports: Pick<ReportBook, 'flush'>,
): readonly Operation[] {
  return [
    defineOperation({
      id: 'readPropagation',
      method: 'get',
      path: '/projects/{project}/environments/{environment}/propagation',
      tag: 'Propagation',
      summary: 'Where the last versions are: how long each data centre took, who is behind, who was not asked',
      needs: 'viewer',
      status: 200,
      result: propagationSchema,
      handle: ({ scope: { environment } }) => {
        reports.flush()
        const facts = database.transaction((transaction) => ({
          environment,
          publishes: listPublishes(transaction, environment.id),
          locations: listLocations(transaction, environment.id),
          arrivals: listArrivals(transaction, environment.id),
        }))
        return { body: propagationView(facts, clock()) }
      },
    }),
  ]
}
