import type { Page } from 'playwright-core'
import { call } from '../../harness/http.ts'
import type { ConsoleUnderTest } from './start-console.ts'

/** Somebody else beside the first admin. */
export interface Guest {
  readonly name: string
  readonly email: string
  readonly role: 'viewer' | 'editor' | 'approver' | 'admin'
}

/** Opens another browser, in which a new member of the default project accepts an invitation. */
export async function signInAs({ stack, browser, url }: ConsoleUnderTest, guest: Guest): Promise<Page> {
  const path = `${stack.origin}/api/v1/projects/default/invitations`
  const invitation = await call(path, { key: stack.masterKey, body: { role: guest.role } })
  const { token } = invitation.body as { token: string }
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${url}/welcome?token=${token}`)
  await page.getByLabel('Your name').fill(guest.name)
  await page.getByLabel('E-mail').fill(guest.email)
  await page.getByRole('textbox', { name: 'Choose a password' }).fill('outra frase que ninguém adivinha')
  await page.getByRole('button', { name: 'Create my account' }).click()
  await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
  return page
}
