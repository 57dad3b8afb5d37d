import type { SegmentCondition } from '../contracts/condition.ts'
import { type Compilation, addReference, fail } from './compilation.ts'
import type { ContextTest } from './context-test.ts'

/** Compiles a test of membership. A segment that is not there or cannot be decided makes the flag undecidable. */
export function compileSegmentCondition({ segment: key }: SegmentCondition, compilation: Compilation): ContextTest {
  const segment = compilation.failure === undefined ? compilation.world.segment(key) : undefined
  if (segment === undefined || segment.state === 'broken') {
    const why = segment === undefined ? 'is not in the ruleset' : `cannot be decided: ${segment.reason}`
    fail(compilation, `needs the segment ${JSON.stringify(key)}, which ${why}`)
    return () => false
  }
  addReference(compilation, segment)
  return segment.includes
}
