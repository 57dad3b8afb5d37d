import type { Page } from 'playwright-core'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Makes the first account by its link; what comes then is the list of flags. */
export async function signInByLink(page: Page, link: string, { name, email, password }: NewPerson): Promise<void> {
  await page.goto(browserOrigin(link))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Choose a password' }).fill(password)
  await page.getByRole('button', { name: 'Create my account' }).click()
  await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
}

/** Passwords go over plain HTTP to this machine only. */
export function browserOrigin(origin: string): string {
  return origin.replace('127.0.0.1', 'localhost')
}
