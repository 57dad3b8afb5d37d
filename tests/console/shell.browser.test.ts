import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { ADMIN, type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

describe('the console', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
  })

  afterAll(() => console?.stop())

  it('lets the first admin in by their link, and shows the flags of production', () => {
    expect(console.page.url()).toBe(`${console.url}/default/production/flags`)
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })

  it('has no fault that axe knows in its shell, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'shell', path: '/default/production/flags' })).toEqual([])
  })

  it('has no fault that axe knows where one signs in', async () => {
    expect(await checkScreen(console, { name: 'sign-in', path: '/', isSignedOut: true })).toEqual([])
  })

  it('has no fault that axe knows where one is welcomed', async () => {
    const { body } = await console.stack.api('/invitations', { body: { role: 'viewer' } })
    const path = `/welcome?token=${(body as { token: string }).token}`
    expect(await checkScreen(console, { name: 'welcome', path, isSignedOut: true })).toEqual([])
  })

  it('lists its shortcuts, and goes where one of them leads', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Account' }).waitFor()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog').getByText('Go to Flags').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.goto(`${console.url}/default/production/nowhere`)
    await page.getByText('There is no such page').waitFor()
    await page.keyboard.type('gf')
    await page.waitForURL('**/flags')
    await expect.poll(() => page.title()).toBe('Flags · ToggleMaster')
  })

  it('keeps the environment of the address, and changes it by the switcher', async () => {
    const { page } = console
    await page.goto(`${console.url}/default/development/flags`)
    await page.getByRole('combobox', { name: 'Environment' }).click()
    await page.getByRole('option', { name: 'Production' }).click()
    await page.waitForURL('**/default/production/flags')
    expect(await page.getByRole('combobox', { name: 'Environment' }).inputValue()).toBe('Production')
  })

  it('remembers a language that was chosen, and signs out and in again', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitemradio', { name: 'Português' }).click()
    await page.getByRole('button', { name: 'Conta' }).click()
    await page.getByRole('menuitem', { name: 'Sair' }).click()
    await page.getByLabel('E-mail').fill(ADMIN.email)
    await page.getByRole('textbox', { name: 'Senha' }).fill('errada errada errada')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Senha' }).fill(ADMIN.password)
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR')
  })
})
