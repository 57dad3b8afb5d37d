// The least that a Worker can answer: no router, no body read.
const ANSWER = JSON.stringify({ key: 'bool-flag-0', value: true, variant: 'on', reason: 'STATIC' })

export default { fetch: () => new Response(ANSWER, { headers: { 'content-type': 'application/json' } }) }
