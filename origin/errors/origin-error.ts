import type { InputProblem } from './input-problem.ts'

/** Every way in which the origin refuses: its status, and a title that never changes. Clients go by the code. */
export const ERRORS = {
  body_required: [400, 'A request body is needed'],
  malformed_json: [400, 'The body is not JSON'],
  malformed_path: [400, 'The path is not well-formed'],
  invalid_query: [400, 'The query is not accepted'],
  invalid_header: [400, 'A header is not accepted'],
  request_aborted: [400, 'The request ended early'],
  classic_refused: [400, 'The body is not accepted'],
  sso_not_begun: [400, 'The sign-in was not begun here, or is over'],
  unauthenticated: [401, 'A valid key is needed'],
  sign_in_refused: [401, 'E-mail or password is not right'],
  sso_refused: [401, 'The identity provider does not vouch for the person'],
  forbidden: [403, 'The caller may not do this'],
  cross_site_request: [403, 'The request comes from another site'],
  tls_required: [403, 'The connection is not private'],
  sso_email_unverified: [403, 'The e-mail is not verified'],
  sso_domain_refused: [403, 'The domain of the e-mail is not let in'],
  sso_not_invited: [403, 'Nobody invited this person'],
  sso_off: [404, 'There is no single sign-on'],
  project_not_found: [404, 'No such project'],
  environment_not_found: [404, 'No such environment'],
  flag_not_found: [404, 'No such flag'],
  segment_not_found: [404, 'No such segment'],
  group_not_found: [404, 'No such group'],
  key_not_found: [404, 'No such key'],
  context_not_found: [404, 'No such saved context'],
  webhook_not_found: [404, 'No such webhook'],
  delivery_not_found: [404, 'No such delivery'],
  person_not_found: [404, 'No such person'],
  session_not_found: [404, 'No such session'],
  invitation_not_found: [404, 'No such invitation'],
  request_not_found: [404, 'No such change request'],
  version_not_found: [404, 'No such version'],
  rule_not_found: [404, 'No such rule'],
  route_not_found: [404, 'No such route'],
  project_exists: [409, 'The project exists'],
  environment_exists: [409, 'The environment exists'],
  flag_exists: [409, 'The flag exists'],
  flag_key_was_deleted: [409, 'The flag key belonged to a deleted flag'],
  mass_removal: [409, 'Most flags of an environment would be removed'],
  flag_is_archived: [409, 'The flag is archived'],
  flag_does_not_fit: [409, 'The flag does not fit any more'],
  flag_is_needed: [409, 'Other flags need the flag'],
  nothing_to_promote: [409, 'An environment has nothing to take over from itself'],
  segment_exists: [409, 'The segment exists'],
  segment_is_used: [409, 'The segment is used'],
  too_many_segments: [409, 'The environment has no room for another segment'],
  group_exists: [409, 'The group exists'],
  group_is_used: [409, 'The group is used'],
  too_many_groups: [409, 'The rulesets have no room for another group'],
  rule_exists: [409, 'The rule exists'],
  context_exists: [409, 'The saved context exists'],
  too_many_contexts: [409, 'There are too many saved contexts'],
  too_many_webhooks: [409, 'There are too many webhooks'],
  member_exists: [409, 'The person is a member'],
  last_admin: [409, 'Nobody else is in charge'],
  account_exists: [409, 'The e-mail has an account'],
  sso_other_identity: [409, 'The account belongs to another identity'],
  request_is_over: [409, 'The change request is over'],
  not_the_author: [409, 'Only the author may do this'],
  own_request: [409, 'A request is approved by others'],
  too_many_flags: [409, 'The project is full'],
  too_many_keys: [409, 'There are too many live keys'],
  approval_required: [409, 'Others must approve the change first'],
  environment_protected: [409, 'The environment is protected'],
  targeting_not_expressible: [409, 'The targeting cannot be expressed here'],
  idempotency_key_reused: [409, 'The Idempotency-Key was used for another request'],
  idempotency_answer_lost: [409, 'The request was made before, and its answer is not shown again'],
  version_mismatch: [412, 'The resource has changed'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The media type is not supported'],
  invalid_input: [422, 'The input is not accepted'],
  if_match_required: [428, 'If-Match is needed'],
  too_many_attempts: [429, 'Too many failed attempts'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'Something went wrong'],
  ruleset_refused: [503, 'The newest ruleset cannot go out'],
  database_unavailable: [503, 'The database does not answer'],
  sso_unavailable: [503, 'The identity provider does not answer as expected'],
  usage_unavailable: [503, 'The usage table does not answer'],
  storage_full: [507, 'There is no space left'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>

export type ErrorCode = keyof typeof ERRORS

export interface LastChange {
  readonly actor: string
  readonly atMs: number
}

export interface ErrorFacts {
  readonly problems?: readonly InputProblem[]
  /** What the error is about, as the caller named it: a flag's key. */
  readonly subject?: string
  /** What the seed said in this place, for its own clients. */
  readonly sentence?: string
  /** The version that a change must name in `If-Match`. */
  readonly currentVersion?: string
  /** Who made the version that stands, and when. */
  readonly lastChange?: LastChange
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** Thrown by services, turned into an answer in one place for each of the two dialects (`/api/v1`, the seed's). */
export class OriginError extends Error {
  readonly code: ErrorCode
  readonly facts: ErrorFacts

  /** @param detail  for the caller: what was expected, what came, where; of a 5xx it is never shown */
  constructor(code: ErrorCode, detail: string, facts: ErrorFacts = {}) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'OriginError'
    this.code = code
    this.facts = facts
  }

  get status(): number {
    return ERRORS[this.code][0]
  }

  get title(): string {
    return ERRORS[this.code][1]
  }
}
