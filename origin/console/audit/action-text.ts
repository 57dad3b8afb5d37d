import { m } from '../i18n/compiled/messages.js'

const KINDS: Readonly<Record<string, () => string>> = {
  account: m.audit_kind_account,
  configuration: m.audit_kind_configuration,
  context: m.audit_kind_context,
  environment: m.audit_kind_environment,
  flag: m.audit_kind_flag,
  group: m.audit_kind_group,
  invitation: m.audit_kind_invitation,
  key: m.audit_kind_key,
  member: m.audit_kind_member,
  project: m.audit_kind_project,
  request: m.audit_kind_request,
  segment: m.audit_kind_segment,
  webhook: m.audit_kind_webhook,
}

const VERBS: Readonly<Record<string, () => string>> = {
  accept: m.audit_verb_accept,
  add: m.audit_verb_add,
  apply: m.audit_verb_apply,
  approve: m.audit_verb_approve,
  archive: m.audit_verb_archive,
  create: m.audit_verb_create,
  delete: m.audit_verb_delete,
  edit: m.audit_verb_update,
  fail: m.audit_verb_fail,
  kill: m.audit_verb_kill,
  promote: m.audit_verb_promote,
  publish: m.audit_verb_publish,
  recover: m.audit_verb_recover,
  reject: m.audit_verb_reject,
  remove: m.audit_verb_remove,
  resalt: m.audit_verb_resalt,
  restore: m.audit_verb_restore,
  revoke: m.audit_verb_revoke,
  rotate: m.audit_verb_rotate,
  update: m.audit_verb_update,
  withdraw: m.audit_verb_withdraw,
}

/** What happened, such as `edited`; of what this console does not know, the name that the API has for it. */
export function verbText(action: string): string {
  const [, verb = action] = action.split('.')
  return VERBS[verb]?.() ?? verb
}

/** What it happened to, such as `Flag`. */
export function kindText(action: string): string {
  const [kind = action] = action.split('.')
  return KINDS[kind]?.() ?? kind
}
