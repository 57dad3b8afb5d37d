import type { Decision } from '../usage/decision.ts'

/** A decision like any other, but for what a test is about. */
export function testDecision(changes: Partial<Decision> = {}): Decision {
  return {
    environmentId: 'aaaaaaaaaaaa',
    settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
    source: 'single',
    flag: 'x',
    isKnownFlag: true,
    isPublicCaller: false,
    value: true,
    variant: 'on',
    reason: 'STATIC',
    ruleId: null,
    userId: 'user-1',
    atMs: 0,
    request: new Request('https://edge.example/'),
    ...changes,
  }
}
