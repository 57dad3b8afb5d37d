import * as z from 'zod/mini'

/** For the body of a PATCH: one that names nothing would make a version, and send it to every edge, for nothing. */
export const atLeastOneMember = z.refine<object>((change) => Object.keys(change).length > 0, {
  error: 'expected at least one member',
  // One that names only what is unknown is told so, and no more.
  when: ({ issues }) => issues.length === 0,
})
