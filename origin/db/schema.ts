import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { KeyKind, KeyScope } from '../../shared/contracts/access-key.ts'
import type { Condition } from '../../shared/contracts/condition.ts'
import type { RefusalCount } from '../../shared/contracts/edge-report.ts'
import type { EvaluationContext } from '../../shared/contracts/evaluation.ts'
import type { FlagType, SchemeName, Serve, Variant } from '../../shared/contracts/flag.ts'
import type { RulesetSettings } from '../../shared/contracts/ruleset.ts'
import type { Role } from '../access/role.ts'
import type { ChangeWay } from '../changes/author.ts'
import type { FlagEdit } from '../flags/flag-input.ts'
import type { FlagLifetime } from '../flags/flag-lifetime.ts'
import type { GroupKind } from '../groups/group-input.ts'
import type { GroupEdit } from '../groups/group-input.ts'
import type { Slot } from '../groups/slot.ts'
import type { StoredAnswer } from '../idempotency/stored-answer.ts'
import type { DeliveryState } from '../webhooks/delivery-state.ts'
import type { RequestedChange, RequestState } from '../requests/requested-change.ts'
import type { SegmentPatch } from '../segments/segment-input.ts'
import type { StoredRule } from '../targeting/stored-rule.ts'

// Columns named `…AtMs` hold milliseconds since the epoch. Ids of 12 characters are generated (`a-z0-9`); keys were chosen by people.

export const projects = sqliteTable('projects', {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  name: text().notNull(),
  createdAtMs: integer().notNull(),
})

export const environments = sqliteTable(
  'environments',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    key: text().notNull(),
    name: text().notNull(),
    /** In a protected environment the seed's routes may not change anything. */
    protected: integer({ mode: 'boolean' }).notNull().default(false),
    /** How many other people must approve a change of a protected environment. */
    requiredApprovals: integer().notNull().default(1),
    settings: text({ mode: 'json' }).$type<RulesetSettings>().notNull(),
    /** Of the ruleset; grows with every change that edges must learn of. */
    version: integer().notNull().default(1),
    /** Of the access table; grows with every change of a key. */
    accessVersion: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('environments_project_key').on(table.projectId, table.key)],
)

export const flags = sqliteTable(
  'flags',
  {
    /** The integer id that the seed's routes show. */
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    key: text().notNull(),
    type: text().$type<FlagType>().notNull(),
    variants: text({ mode: 'json' }).$type<readonly Variant[]>().notNull(),
    description: text(),
    clientVisible: integer({ mode: 'boolean' }).notNull(),
    scheme: text().$type<SchemeName>().notNull(),
    /** Survives deletion: a flag made again under its key moves nobody. */
    salt: text().notNull(),
    /** Who answers for it: a person, a team. */
    owner: text(),
    tags: text({ mode: 'json' }).$type<readonly string[]>().notNull().default([]),
    lifetime: text().$type<FlagLifetime>().notNull().default('temporary'),
    /** When a temporary flag should be gone. */
    expectedEndAtMs: integer(),
    /** Grows with every change of the flag itself; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
    /** Reaches no edge, and comes back as it was. */
    archivedAtMs: integer(),
    /** A tombstone: the key stays taken. */
    deletedAtMs: integer(),
  },
  (table) => [uniqueIndex('flags_project_key').on(table.projectId, table.key)],
)

/** What one flag does in one environment; there is a row for every pair from the start. */
export const configurations = sqliteTable(
  'configurations',
  {
    /** The integer id that the seed's routes show as the rule's. */
    id: integer().primaryKey({ autoIncrement: true }),
    flagId: integer()
      .notNull()
      .references(() => flags.id),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    enabled: integer({ mode: 'boolean' }).notNull(),
    offVariant: text(),
    rules: text({ mode: 'json' }).$type<readonly StoredRule[]>().notNull(),
    defaultServe: text({ mode: 'json' }).$type<Serve>().notNull(),
    /** Whether anybody said what the flag does here, since it was made. */
    configured: integer({ mode: 'boolean' }).notNull().default(true),
    /** Grows with every change of this configuration; its ETag. */
    version: integer().notNull().default(1),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    uniqueIndex('configurations_flag_environment').on(table.flagId, table.environmentId),
    // With all that a publication looks at of a flag that did not change: the rows themselves are wide.
    index('configurations_environment').on(table.environmentId, table.flagId, table.version),
  ],
)

/** A named set of people; each environment has its own, so that a change in one touches no other. */
export const segments = sqliteTable(
  'segments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    key: text().notNull(),
    name: text().notNull(),
    description: text(),
    /** The attribute that the ids are values of; `null` for the targeting key. */
    by: text(),
    /** Each id once, in the order of UTF-16 code units. */
    included: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    excluded: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** So that a list need not read the ids. */
    includedCount: integer().notNull(),
    excludedCount: integer().notNull(),
    rules: text({ mode: 'json' }).$type<readonly Condition[]>().notNull(),
    /** As it lies in a ruleset: together they must fit into one. */
    bytes: integer().notNull(),
    /** Grows with every change; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('segments_environment_key').on(table.environmentId, table.key)],
)

/** An exclusion group or a holdout; the rules of every environment of the project share it. */
export const groups = sqliteTable(
  'groups',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    kind: text().$type<GroupKind>().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    description: text(),
    salt: text().notNull(),
    /** The attribute that is drawn by, for good; `null` for the targeting key. */
    by: text(),
    /** Of a holdout one, of the people who are held out. */
    slots: text({ mode: 'json' }).$type<readonly Slot[]>().notNull(),
    /** Grows with every change; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('groups_project_key').on(table.projectId, table.key)],
)

export const accessKeys = sqliteTable(
  'access_keys',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    /** `null` for a key that manages the whole project. */
    environmentId: text().references(() => environments.id),
    kind: text().$type<KeyKind>().notNull(),
    scopes: text({ mode: 'json' }).$type<readonly KeyScope[]>().notNull(),
    name: text().notNull(),
    /** Of the whole key text, lower-case hexadecimal; the text itself is shown once and stored nowhere. */
    sha256: text().notNull().unique(),
    /** The last four characters, so that a person can tell keys apart. */
    hint: text().notNull(),
    origins: text({ mode: 'json' }).$type<readonly string[]>(),
    /** What a key of kind `adm` may do in its project; `null` for the other kinds. */
    role: text().$type<Role>(),
    /** Who made it: `master`, or the id of the key or person; `null` where an older release did. */
    createdBy: text(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer(),
    revokedAtMs: integer(),
    /** The start of a minute: of a use at the origin, or of one that an edge reported. */
    lastUsedAtMs: integer(),
  },
  (table) => [index('access_keys_environment').on(table.environmentId)],
)

/** A person who may sign in. Nothing in it but the id stands in audit entries and logs. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    /** argon2id, as a PHC string; `null` for who only comes by single sign-on. */
    passwordHash: text(),
    /** Whether they run the whole installation, and with it every project. */
    runsInstallation: integer({ mode: 'boolean' }).notNull().default(false),
    /** Who they are to the provider of single sign-on; an e-mail never says that. */
    ssoIssuer: text(),
    ssoSubject: text(),
    createdAtMs: integer().notNull(),
    /** Since when they may not come in; `null` while they may. */
    disabledAtMs: integer(),
  },
  (table) => [uniqueIndex('accounts_sso').on(table.ssoIssuer, table.ssoSubject)],
)

/** What a person may do in a project. */
export const memberships = sqliteTable(
  'memberships',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    role: text().$type<Role>().notNull(),
    createdAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.projectId] }),
    index('memberships_project').on(table.projectId),
  ],
)

/** A browser in which somebody is signed in. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    /** Of the token in the cookie, which is stored nowhere. */
    sha256: text().notNull().unique(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    address: text(),
    userAgent: text(),
    createdAtMs: integer().notNull(),
    /** Within a minute. */
    lastSeenAtMs: integer().notNull(),
  },
  (table) => [index('sessions_account').on(table.accountId)],
)

/** A link by which one person may join, once. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    /** Of the token in the link, which is stored nowhere. */
    sha256: text().notNull().unique(),
    /** `null` for who is to run the whole installation. */
    projectId: text().references(() => projects.id),
    role: text().$type<Role>().notNull(),
    createdBy: text().notNull(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
    acceptedAtMs: integer(),
    revokedAtMs: integer(),
  },
  (table) => [index('invitations_project').on(table.projectId)],
)

/** Who changed what; written in the same transaction as the change, never edited. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    atMs: integer().notNull(),
    /** `master`, or the id of the key or person. */
    actor: text().notNull(),
    /** The caller's IP address; `null` for what the origin does by itself. */
    address: text(),
    way: text().$type<ChangeWay>().notNull().default('api'),
    reason: text(),
    /** For example `flag.create` or `configuration.update`. */
    action: text().notNull(),
    projectId: text().notNull(),
    environmentId: text(),
    /** The flag's key, the key's id, the environment's key. */
    target: text().notNull(),
    /** State around the change; secrets never appear in it. */
    before: text({ mode: 'json' }).$type<unknown>(),
    after: text({ mode: 'json' }).$type<unknown>(),
    /** Over this entry and the seal before it: see `createAuditChain`. */
    seal: text().notNull().default(''),
  },
  (table) => [
    index('audit_entries_project').on(table.projectId, table.id),
    index('audit_entries_target').on(table.projectId, table.target, table.id),
  ],
)

/** Where the chain of audit entries ends; one row, sealed like the entries. */
export const auditHead = sqliteTable('audit_head', {
  id: integer().primaryKey(),
  lastId: integer().notNull(),
  lastSeal: text().notNull(),
  entries: integer().notNull(),
  seal: text().notNull(),
})

/** A version that edges must learn of; `publishedAtMs` says when Redis had it. */
export const outbox = sqliteTable(
  'outbox',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    kind: text().$type<'ruleset' | 'access'>().notNull(),
    version: integer().notNull(),
    committedAtMs: integer().notNull(),
    publishedAtMs: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.environmentId, table.kind, table.version] }),
    index('outbox_unpublished')
      .on(table.environmentId)
      .where(sql`${table.publishedAtMs} IS NULL`),
  ],
)

/** People whom everybody knows by name: their contexts are tried out when a flag is explained or a change is weighed. */
export const savedContexts = sqliteTable(
  'saved_contexts',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    context: text({ mode: 'json' }).$type<EvaluationContext>().notNull(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('saved_contexts_project_name').on(table.projectId, table.name)],
)

/** Who is told over HTTP what was changed in a project. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    url: text().notNull(),
    /** Signs what is sent, and so cannot be a hash; shown once. */
    secret: text().notNull(),
    /** Actions of the history, such as `flag.create`; `flag.*` for all of a kind, `*` for everything. */
    events: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [index('webhooks_project').on(table.projectId)],
)

/** What is to be said to a webhook, and what became of it. Written in the transaction of the change. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    event: text().notNull(),
    /** The body, byte for byte, however often it is sent. */
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempts: integer().notNull(),
    /** `null` when it is over. */
    nextAttemptAtMs: integer(),
    /** Of the last attempt: the status, or why there was none. */
    outcome: text(),
    createdAtMs: integer().notNull(),
    finishedAtMs: integer(),
  },
  (table) => [
    index('webhook_deliveries_webhook').on(table.webhookId, table.createdAtMs),
    index('webhook_deliveries_due').on(table.nextAttemptAtMs),
  ],
)

/** A change that waits for others to look at it, or for its time. */
export const changeRequests = sqliteTable(
  'change_requests',
  {
    id: text().primaryKey(),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    /** It is about what a flag does, what it is everywhere, a segment or a group: the columns of the others are `null`. */
    flagId: integer().references(() => flags.id),
    change: text({ mode: 'json' }).$type<RequestedChange>(),
    flagEdit: text({ mode: 'json' }).$type<FlagEdit>(),
    segmentKey: text(),
    segmentChange: text({ mode: 'json' }).$type<SegmentPatch>(),
    groupKey: text(),
    groupChange: text({ mode: 'json' }).$type<GroupEdit>(),
    /** Of the configuration, flag, segment or group that was looked at when it was written. */
    baseVersion: integer().notNull(),
    reason: text(),
    state: text().$type<RequestState>().notNull(),
    author: text().notNull(),
    /** At once when everybody approved and somebody applies it, or by itself at this time. */
    applyAtMs: integer(),
    /** Why it ended as it did, where that was not by a person's word. */
    outcome: text(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    index('change_requests_environment').on(table.environmentId, table.createdAtMs),
    index('change_requests_due').on(table.state, table.applyAtMs),
  ],
)

/** Who approved a request as it is; an edit takes them all back. */
export const approvals = sqliteTable(
  'approvals',
  {
    requestId: text()
      .notNull()
      .references(() => changeRequests.id),
    actor: text().notNull(),
    atMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.actor] })],
)

/** Creations that were asked for with an `Idempotency-Key`, and what was answered; kept for a day. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    actor: text().notNull(),
    key: text().notNull(),
    /** Of operation, path and body: the same key with anything else is a mistake. */
    requestSha256: text().notNull(),
    /** `null` until it was answered, and for ever where the answer shows a secret. */
    answer: text({ mode: 'json' }).$type<StoredAnswer>(),
    createdAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.actor, table.key] }),
    index('idempotency_keys_created').on(table.createdAtMs),
  ],
)

/** What each data centre told last of an environment. */
export const edgeLocations = sqliteTable(
  'edge_locations',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    location: text().notNull(),
    version: integer().notNull(),
    ageMs: integer().notNull(),
    openBreakers: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    refusals: text({ mode: 'json' }).$type<readonly RefusalCount[]>().notNull(),
    /** By this origin's clock, as all times here. */
    reportedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.environmentId, table.location] })],
)

/** When a data centre first answered by a version that replaced another one. */
export const edgeArrivals = sqliteTable(
  'edge_arrivals',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    version: integer().notNull(),
    location: text().notNull(),
    afterVersion: integer().notNull(),
    servedAtMs: integer().notNull(),
    quietForMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.environmentId, table.version, table.location] })],
)
