import { create } from 'jsondiffpatch'
import { format } from 'jsondiffpatch/formatters/jsonpatch'
import * as z from 'zod/mini'

/** RFC 6902: what turns the one into the other; a rule that only changed its place is a `move`. */
export const differenceSchema = z
  .array(
    z.strictObject({
      op: z.enum(['add', 'remove', 'replace', 'move']),
      path: z.string(),
      from: z.exactOptional(z.string()),
      value: z.exactOptional(z.unknown()),
    }),
  )
  .register(z.globalRegistry, { id: 'JsonPatch' })

export type Difference = z.infer<typeof differenceSchema>

/** Rules are the same by their id, variants by their name. */
const differ = create({ objectHash: identityOf })

export function describeDifference(before: unknown, after: unknown): Difference {
  return format(differ.diff(before, after)).map((operation) => differenceStep(operation))
}

type Step = Difference[number]

function differenceStep(operation: ReturnType<typeof format>[number]): Step {
  const { op, path } = operation
  if (op === 'move') return { op, path, from: operation.from }
  return op === 'remove' ? { op, path } : { op, path, value: operation.value }
}

function identityOf(item: object, index?: number): string {
  if ('id' in item && typeof item.id === 'string') return item.id
  if ('name' in item && typeof item.name === 'string') return item.name
  if ('key' in item && typeof item.key === 'string') return item.key
  return `#${index ?? 0}`
}
