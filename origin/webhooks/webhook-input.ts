import * as z from 'zod/mini'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { displayNameSchema } from '../identities/text-input.ts'

export interface NewWebhook {
  readonly name: string
  readonly url: string
  /** Everything, when absent. */
  readonly events?: readonly string[]
  readonly enabled?: boolean
}

const MAX_URL_LENGTH = 2_000
const MAX_EVENTS = 50

const urlSchema = z
  .string()
  .check(z.maxLength(MAX_URL_LENGTH), z.refine(isWebUrl, 'expected an http or https URL without a user or a fragment'))

const eventSchema = z
  .string()
  .check(
    z.regex(
      /^(\*|[a-z-]{1,30}\.(\*|[a-z-]{1,30}))$/,
      'expected an action such as flag.create, a kind such as flag.*, or *',
    ),
  )

const members = {
  name: displayNameSchema,
  url: urlSchema,
  events: z.exactOptional(z.array(eventSchema).check(z.minLength(1), z.maxLength(MAX_EVENTS))),
  enabled: z.exactOptional(z.boolean()),
}

export const newWebhookSchema: z.ZodMiniType<NewWebhook> = z.strictObject(members)

/** Members that are absent stay as they are. */
export const webhookPatchSchema: z.ZodMiniType<Partial<NewWebhook>> = z
  .strictObject({ ...members, name: z.exactOptional(members.name), url: z.exactOptional(members.url) })
  .check(atLeastOneMember)

/** Where it leads is judged when it is connected to: a name may lead elsewhere by then. */
function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}
