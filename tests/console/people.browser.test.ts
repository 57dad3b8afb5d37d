import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness/http.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/people'
const BIA = { name: '<b>Bia</b>', email: 'bia@example.com', role: 'viewer' } as const

describe('people and roles', () => {
  let console: ConsoleUnderTest
  const members = async (): Promise<unknown> => ((await console.stack.api('/members')).body as { items: unknown }).items

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('teaches where nobody is a member, and makes a link that lets one person in, by keyboard alone', async () => {
    const { page, browser } = console
    await page.getByText('Nobody is a member yet').waitFor()
    await page.getByRole('button', { name: 'Invite by a link' }).press('Enter')
    await page.getByRole('radio', { name: 'viewer' }).press('ArrowDown')
    await page.getByRole('button', { name: 'Make the link' }).press('Enter')
    await page.getByText('The link, shown once').waitFor()
    const link = (await page.getByRole('dialog').getByRole('region').textContent()) ?? ''
    expect(link).toMatch(/\/console\/welcome\?token=/)
    await page.getByRole('button', { name: 'I have copied it' }).press('Enter')
    const guest = await (await browser.newContext({ locale: 'en-US' })).newPage()
    await guest.goto(link.replace('127.0.0.1', 'localhost'))
    await guest.getByLabel('Your name').fill('Edu')
    await guest.getByLabel('E-mail').fill('edu@example.com')
    await guest.getByRole('textbox', { name: 'Choose a password' }).fill('outra frase que ninguém adivinha')
    await guest.getByRole('button', { name: 'Create my account' }).click()
    await guest.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect(await members()).toMatchObject([{ name: 'Edu', role: 'editor' }])
  })

  it('revokes a link that nobody used', async () => {
    const { page, stack } = console
    await page.getByRole('button', { name: 'Invite by a link' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('button', { name: 'I have copied it' }).click()
    await page
      .getByRole('button', { name: /^Revoke the invitation of/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(async () => (await stack.api('/invitations')).body, { timeout: 10_000 }).toEqual({ items: [] })
  })

  it('gives a member another role after it named both, and takes one out', async () => {
    const { page } = console
    await signInAs(console, BIA)
    await page.reload()
    await page.getByRole('button', { name: `Change the role of ${BIA.name}` }).click()
    await page.getByRole('dialog').getByRole('radio', { name: 'approver' }).click()
    await page.getByRole('dialog').getByText(`${BIA.name}: viewer → approver`).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click()
    await page.getByText(`${BIA.name} has another role now`).waitFor()
    expect(await members()).toMatchObject([{ name: BIA.name, role: 'approver' }, { name: 'Edu' }])
    await page.getByRole('button', { name: 'Remove Edu' }).click()
    await page.getByRole('dialog').getByText('Edu (edu@example.com, editor) loses the project').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Edu is no member any more').waitFor()
    expect(await members()).toMatchObject([{ name: BIA.name }])
  })

  it('adds somebody who has an account, and says what to do about somebody who has none', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Add a member' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('nobody@example.com')
    await dialog.getByRole('button', { name: 'Add a member' }).click()
    await dialog.getByText('Close this and use “Invite by a link”').waitFor()
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('edu@example.com')
    await dialog.getByRole('button', { name: 'Add a member' }).click()
    await page.getByText('Edu is a member now').waitFor()
    expect(await members()).toMatchObject([{ name: BIA.name }, { name: 'Edu', role: 'viewer' }])
  })

  it('lists the accounts of the installation for whoever runs it', async () => {
    const { page } = console
    const accounts = page.getByRole('region', { name: 'Accounts of this installation' })
    await accounts.getByRole('row', { name: /Ana Admin.*runs it/ }).waitFor()
    expect(await accounts.getByRole('row').count()).toBe(4)
  })

  it('disables an account after it said what ends, shows so in both lists, and enables it again', async () => {
    const { page, browser, url } = console
    const accounts = page.getByRole('region', { name: 'Accounts of this installation' })
    await accounts.getByRole('button', { name: 'Disable the account of Edu' }).press('Enter')
    await page.getByRole('dialog').getByText('Edu (edu@example.com) is signed out everywhere').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).press('Enter')
    await page.getByText('Edu is let in no more').waitFor()
    await accounts.getByRole('row', { name: /Edu.*disabled since/ }).waitFor()
    await page
      .getByRole('region', { name: 'Members' })
      .getByRole('row', { name: /Edu disabled/ })
      .waitFor()
    const edu = await (await browser.newContext({ locale: 'en-US' })).newPage()
    await edu.goto(url)
    await edu.getByLabel('E-mail').fill('edu@example.com')
    await edu.getByRole('textbox', { name: 'Password' }).fill('outra frase que ninguém adivinha')
    await edu.getByRole('button', { name: 'Sign in' }).click()
    await edu.getByRole('alert').waitFor()
    await accounts.getByRole('button', { name: 'Enable the account of Edu' }).press('Enter')
    await page.getByText('Edu may sign in again').waitFor()
    await edu.getByRole('button', { name: 'Sign in' }).click()
    await edu.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect(await accounts.getByText('disabled', { exact: true }).count()).toBe(0)
  })

  it('says why the last one who runs the installation is not disabled', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Disable the account of Ana Admin' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('This is you').waitFor()
    await dialog.getByRole('button', { name: 'Disable' }).click()
    await dialog.getByText('nobody else runs the installation').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByRole('row', { name: /^Ana Admin.*may sign in/ }).count()).toBe(1)
  })

  it('shows whoever is no admin who is there, and no button', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByRole('row', { name: /Vera.*viewer/ }).waitFor()
    expect(await page.getByRole('button', { name: /Add|Invite|Remove|Change/ }).count()).toBe(0)
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    await call(`${console.stack.origin}/api/v1/projects/default/invitations`, {
      key: console.stack.masterKey,
      body: { role: 'editor' },
    })
    expect(await checkScreen(console, { name: 'people', path: PATH })).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
