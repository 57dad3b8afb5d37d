import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { KeyKind, KeyScope } from '../../../shared/contracts/access-key.ts'
import type { Role } from '../../access/role.ts'
import { projects } from './projects.ts'
import { environments } from './environments.ts'

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
    /** The key whose successor it is by rotation. */
    succeeds: text(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer(),
    revokedAtMs: integer(),
    /** The start of a minute: of a use at the origin, or of one that an edge reported. */
    lastUsedAtMs: integer(),
  },
  (table) => [index('access_keys_environment').on(table.environmentId)],
)
