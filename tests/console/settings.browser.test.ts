import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness/http.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { ADMIN, type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/settings'
const NEXT_PASSWORD = 'quatro palavras bem diferentes daquela'

describe('the settings', () => {
  let console: ConsoleUnderTest
  const rename = (name: string) =>
    call(`${console.stack.origin}/api/v1/projects/default`, {
      method: 'PATCH',
      key: console.stack.masterKey,
      body: { name },
    })

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('gives the project another name, and shows what somebody else called it meanwhile', async () => {
    const { page, stack } = console
    const name = page.getByRole('textbox', { name: 'Name of the project' })
    await name.fill('Mine')
    await rename('<u>Theirs</u>')
    await name.press('Enter')
    await page.getByText(/^Changed .* by The master key$/).waitFor()
    await page.getByRole('button', { name: 'See the difference' }).click()
    await page.getByRole('row', { name: 'Name of the project <u>Theirs</u> Mine' }).waitFor()
    await page.getByRole('button', { name: 'Take what is there' }).click()
    expect(await name.inputValue()).toBe('<u>Theirs</u>')
    await name.fill('Shop')
    await name.press('Enter')
    await page.getByText('Saved', { exact: true }).waitFor()
    expect((await stack.api('')).body).toMatchObject({ key: 'default', name: 'Shop' })
  })

  it('signs another browser out', async () => {
    const { page, browser, url } = console
    const other = await (await browser.newContext({ locale: 'en-US' })).newPage()
    await other.goto(url)
    await other.getByLabel('E-mail').fill(ADMIN.email)
    await other.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /^Sign out Chrome · Linux, signed in/ }).click()
    await page.getByRole('button', { name: /^Sign out Chrome/ }).waitFor({ state: 'hidden' })
    await other.reload()
    await other.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await other.getByLabel('E-mail').count()).toBe(1)
  })

  it('takes a new password for the old one, by keyboard alone', async () => {
    const { page } = console
    const current = page.getByRole('textbox', { name: 'Password now' })
    await current.fill('wrong wrong wrong')
    await page.getByRole('textbox', { name: 'New password' }).fill('short')
    await page.keyboard.press('Enter')
    await page.getByText('Take at least 12 characters').waitFor()
    await page.getByRole('textbox', { name: 'New password' }).fill(NEXT_PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await current.fill(ADMIN.password)
    await current.press('Enter')
    await page.getByText('The password is changed').waitFor()
    await expect.poll(() => current.inputValue()).toBe('')
  })

  it('chooses theme and language, and says how one signs in', async () => {
    const { page } = console
    await page.getByText('Off: people sign in by a password.').waitFor()
    await page.getByRole('combobox', { name: 'Theme' }).click()
    await page.getByRole('option', { name: 'Dark' }).click()
    await expect.poll(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    await page.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: 'Português' }).click()
    await page.getByRole('heading', { level: 1, name: 'Configurações' }).waitFor()
    await page.getByRole('combobox', { name: 'Idioma' }).click()
    await page.getByRole('option', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  })

  it('tells whoever runs the installation how it is', async () => {
    const { page } = console
    const facts = page.getByRole('table', { name: 'Installation' })
    await facts.getByRole('row', { name: 'Redis reachable' }).waitFor()
    expect(await facts.getByRole('row', { name: /^Accounts 1$/ }).count()).toBe(1)
  })

  it('shows whoever is no admin the project, and not the installation', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByText('An admin can give it another name.').waitFor()
    expect(await page.getByRole('heading', { name: 'Installation' }).count()).toBe(0)
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'settings', path: PATH })).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
