import * as z from 'zod/mini'

/** What whoever runs the installation wants to know of it; no secret is among it. */
export const installationSchema = z
  .strictObject({
    /** Where applications find the edge; `null` where nobody said. */
    edgeUrl: z.nullable(z.string()),
    /** Whether edges have a token with which they ask the origin and report to it. */
    edgesReport: z.boolean(),
    /** Proxies in front whose `X-Forwarded-For` is believed. */
    trustedProxies: z.int(),
    /** Of one caller of this API. */
    requestsPerMinute: z.int(),
    singleSignOn: z.nullable(
      z.strictObject({
        label: z.string(),
        issuer: z.string(),
        /** Empty where every domain is let in. */
        emailDomains: z.array(z.string()),
        unknownPeople: z.enum(['refuse', 'create']),
      }),
    ),
    projects: z.int(),
    people: z.int(),
    databaseBytes: z.int(),
    publishing: z.strictObject({
      redis: z.enum(['up', 'down', 'unknown']),
      /** Changes that Redis does not have yet. */
      unpublished: z.int(),
      oldestUnpublishedMs: z.int(),
      /** Environments whose newest ruleset cannot go out until somebody changes it. */
      refused: z.int(),
    }),
  })
  .register(z.globalRegistry, { id: 'Installation' })

export type InstallationView = z.infer<typeof installationSchema>
