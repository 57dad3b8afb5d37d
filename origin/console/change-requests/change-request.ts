import type * as z from 'zod/mini'
import type { requestSchema } from '../../requests/request-reply.ts'
import type { requestSummarySchema } from '../../requests/request-view.ts'

/** As lists have it. */
export type ChangeRequest = z.infer<typeof requestSummarySchema>
/** With what it would change now, and for whom. */
export type ShownRequest = z.infer<typeof requestSchema>
