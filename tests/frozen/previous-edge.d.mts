import type { Edge } from '../../edge/app.ts'
import type { EdgeDependencies } from '../../edge/isolate.ts'

/** Of the release before this one. It takes no more than this one does; its source is asked with other arguments. */
export function createEdge(dependencies: EdgeDependencies): Edge
