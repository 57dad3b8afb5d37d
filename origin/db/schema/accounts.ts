import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

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
