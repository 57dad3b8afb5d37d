import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { displayNameSchema } from '../identities/text-input.ts'
import { type Operation, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { openSession } from '../sessions/open-session.ts'
import { sessionCookie } from '../sessions/session-cookie.ts'
import { acceptInvitation, requireOpenInvitation } from './accept-invitation.ts'
import { listOpenInvitations } from './invitation-repository.ts'
import { createdInvitationSchema, invitationView, invitationViewSchema, welcomePath } from './invitation-view.ts'
import { type CreatedInvitation, invite, revokeInvitation } from './invite.ts'
import type { Passwords } from './passwords.ts'
import { emailSchema, newPasswordSchema, roleSchema } from './person-input.ts'
import { personView, personViewSchema } from './person-view.ts'

const OF_INSTALLATION = '/invitations'
const OF_PROJECT = '/projects/{project}/invitations'
const MS_PER_HOUR = 3_600_000
/** Three days: over a weekend. */
const DEFAULT_VALID_HOURS = 72
const MAX_VALID_HOURS = 720

const validitySchema = z.exactOptional(z.int().check(z.gte(1), z.lte(MAX_VALID_HOURS)))
const listSchema = z.strictObject({ items: z.array(invitationViewSchema) })

/** Links by which one person may join, once. */
export function invitationOperations(context: ApiContext, passwords: Passwords): readonly Operation[] {
  return [...projectInvitations(context), ...installationInvitations(context), acceptance(context, passwords)]
}

function projectInvitations({ database, clock }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listInvitations',
      method: 'get',
      path: OF_PROJECT,
      tag: 'People',
      summary: 'Invitations to the project that can still be accepted, newest first',
      needs: 'admin',
      status: 200,
      result: listSchema,
      handle: ({ scope }) => ({
        body: { items: listOpenInvitations(database, scope.project.id, clock()).map(invitationView) },
      }),
    }),
    defineOperation({
      id: 'createInvitation',
      method: 'post',
      path: OF_PROJECT,
      tag: 'People',
      summary: 'Makes a link by which one person gets an account and a role in the project; it is shown once',
      needs: 'admin',
      isSecret: true,
      body: z.strictObject({ role: roleSchema, validHours: validitySchema }),
      status: 201,
      result: createdInvitationSchema,
      handle: async ({ scope, body, commit }) => {
        const order = { scope: scope.project.id, role: body.role, validForMs: validityOf(body) }
        return created(await commit((change) => invite(change, order)))
      },
    }),
    defineEmptyOperation({
      id: 'revokeInvitation',
      method: 'delete',
      path: `${OF_PROJECT}/{id}`,
      tag: 'People',
      summary: 'Makes a link worthless',
      needs: 'admin',
      errors: ['invitation_not_found'],
      status: 204,
      handle: ({ scope, params, commit }) => commit((change) => revokeInvitation(change, scope.project.id, params.id)),
    }),
  ]
}

function installationInvitations({ database, clock }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listInstallationInvitations',
      method: 'get',
      path: OF_INSTALLATION,
      tag: 'People',
      summary: 'Invitations to run the installation that can still be accepted, newest first',
      needs: 'installation',
      status: 200,
      result: listSchema,
      handle: () => ({ body: { items: listOpenInvitations(database, null, clock()).map(invitationView) } }),
    }),
    defineOperation({
      id: 'createInstallationInvitation',
      method: 'post',
      path: OF_INSTALLATION,
      tag: 'People',
      summary: 'Makes a link by which one person gets an account that runs the installation; it is shown once',
      needs: 'installation',
      isSecret: true,
      isBodyOptional: true,
      body: z.strictObject({ validHours: validitySchema }),
      status: 201,
      result: createdInvitationSchema,
      handle: async ({ body, commit }) => {
        const order = { scope: null, role: 'admin', validForMs: validityOf(body) } as const
        return created(await commit((change) => invite(change, order)))
      },
    }),
    defineEmptyOperation({
      id: 'revokeInstallationInvitation',
      method: 'delete',
      path: `${OF_INSTALLATION}/{id}`,
      tag: 'People',
      summary: 'Makes a link worthless',
      needs: 'installation',
      errors: ['invitation_not_found'],
      status: 204,
      handle: ({ params, commit }) => commit((change) => revokeInvitation(change, null, params.id)),
    }),
  ]
}

function acceptance({ database, clock, drawId, commit }: ApiContext, passwords: Passwords): Operation {
  return defineOperation({
    id: 'acceptInvitation',
    method: 'post',
    path: '/invitations/accept',
    tag: 'People',
    summary: 'Makes an account by a link, and signs it in; the answer sets a cookie',
    needs: 'anyone',
    isSecret: true,
    body: z.strictObject({
      token: z.string().check(z.maxLength(100)),
      email: emailSchema,
      name: displayNameSchema,
      password: newPasswordSchema,
    }),
    errors: ['invitation_not_found', 'account_exists'],
    status: 200,
    result: personViewSchema,
    handle: async ({ body: { password, ...person }, visit }) => {
      // Before the work of hashing, which only who was invited may cause.
      requireOpenInvitation(database, person.token, clock())
      const passwordHash = await passwords.hash(password)
      const acceptance = { ...person, accountId: drawId(), passwordHash, ssoIssuer: null, ssoSubject: null }
      const author = { actor: acceptance.accountId, address: visit.address, way: 'console', reason: null } as const
      const { account, token } = await commit(author, (change) => ({
        account: acceptInvitation(change, acceptance),
        token: openSession(change, acceptance.accountId, visit),
      }))
      return { body: personView(account), setCookie: sessionCookie.write(token, visit.isSecure) }
    },
  })
}

function validityOf({ validHours = DEFAULT_VALID_HOURS }: { readonly validHours?: number }): number {
  return validHours * MS_PER_HOUR
}

function created({ invitation, token }: CreatedInvitation) {
  return { body: { ...invitationView(invitation), token, path: welcomePath(token) } }
}
