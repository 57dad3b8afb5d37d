import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstAdminLink } from '../../local/first-admin-link.ts'
import { press, tabTo, write } from './harness/keyboard.ts'
import { ADMIN, type ConsoleUnderTest, openConsole } from './harness/start-console.ts'
import { type Shop, startShop } from './shop/start-shop.ts'

const FLAG = 'new-checkout'
const run = promisify(execFile)

/** One after the other, as one person's first quarter of an hour: each begins where the one before ended. No mouse. */
describe('the whole story, by keyboard alone', () => {
  let console: ConsoleUnderTest
  let page: Page
  let shop: Shop
  let shopPage: Page

  beforeAll(async () => {
    console = await openConsole()
    page = console.page
    shop = await startShop()
  })

  afterAll(async () => {
    await shop?.stop()
    await console?.stop()
  })

  const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
  const link = (name: string): Locator => page.getByRole('link', { name })
  const textbox = (name: string): Locator => page.getByRole('textbox', { name })
  const combobox = (name: string): Locator => page.getByRole('combobox', { name })
  const configuration = () => console.stack.api(`/environments/production/flags/${FLAG}`)
  const code = async (): Promise<string> =>
    (await page.getByRole('tabpanel').getByRole('region', { name: 'Code' }).textContent()) ?? ''

  it('begins with the first admin, who comes by the link that the origin printed', async () => {
    await page.goto((await firstAdminLink(console.stack))?.replace('127.0.0.1', 'localhost') ?? '')
    await write(page.getByLabel('Your name'), ADMIN.name)
    await write(page.getByLabel('E-mail'), ADMIN.email)
    await write(textbox('Choose a password'), ADMIN.password)
    await press(button('Create my account'))
    await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect(await page.getByRole('switch').count()).toBe(0)
  })

  it('makes a flag, and sees its first evaluation', async () => {
    await press(link('New flag').first())
    await write(textbox('Key'), FLAG)
    await press(button('Create flag'))
    await page.getByRole('heading', { level: 1, name: `Connect ${FLAG}` }).waitFor()
    await press(button('Make a server key'))
    await page.getByText('SERVER_KEY, shown once').waitFor()
    await run('sh', ['-c', await code()])
    await page.getByText(`It works: ${FLAG} was evaluated in Production`).waitFor()
    expect((await console.stack.api(`/flags/${FLAG}`)).body).toMatchObject({ type: 'boolean', clientVisible: false })
  })

  it('lets a page in a browser ask for it, which shows what is served while the flag is off', async () => {
    await press(button('Make a client key'))
    await tabTo(page.getByRole('tab', { name: 'curl' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await press(button('Let browsers ask for it'))
    await button('Let browsers ask for it').waitFor({ state: 'detached' })
    const key = /tm_cli_\w+/.exec(await code())?.[0] ?? ''
    shopPage = await console.context.newPage()
    await shopPage.goto(shop.pageOf({ edge: console.stack.edge, key, flag: FLAG }))
    await shopPage.getByText(`${FLAG} is false: off, DISABLED`).waitFor()
    expect((await console.stack.api(`/flags/${FLAG}`)).body).toMatchObject({ clientVisible: true })
  })

  it('writes a rule, reviews and saves it, and the page shows the new variant by itself', async () => {
    await press(link('Open the flag'))
    await press(button('Add rule'))
    await write(combobox('Attribute'), 'plan')
    await write(combobox('Values'), 'pro')
    await page.keyboard.press('Enter')
    await press(button('Turn it on with this change'))
    await press(button('Review and save'))
    const review = page.getByRole('dialog')
    await review.getByText('If plan is pro → serve on').waitFor()
    await review.getByText('Turn the flag on in Production').waitFor()
    await write(review.getByRole('textbox', { name: 'Reason' }), 'The new checkout for those who pay')
    await press(review.getByRole('button', { name: 'Save in Production' }))
    await page.getByText(/^Saved as version \d+\./).waitFor()
    await shopPage.getByText(`${FLAG} is true: on, TARGETING_MATCH`).waitFor()
    expect((await configuration()).body).toMatchObject({
      version: 2,
      enabled: true,
      rules: [{ serve: { variant: 'on' } }],
    })
  })

  it('sees what was asked for, and what pages fetched apart from it', async () => {
    await press(page.getByRole('navigation', { name: 'This flag' }).getByRole('link', { name: 'Usage' }))
    await page
      .getByRole('table', { name: 'Variant', exact: true })
      .getByRole('row', { name: /^off 1/ })
      .waitFor()
    const fetches = page.getByRole('heading', { level: 2, name: 'Bulk fetches' })
    await fetches.waitFor()
    expect(await fetches.count()).toBe(1)
  })

  it('restores what was before, and the page follows', async () => {
    await press(page.getByRole('navigation', { name: 'This flag' }).getByRole('link', { name: 'History' }))
    await button(/^Version 2 .*“The new checkout for those who pay”/).waitFor()
    await press(button('Version 1, as it came with the flag'))
    await press(button('Restore version 1…'))
    const review = page.getByRole('dialog')
    await review.getByText('Rule 1 is removed').waitFor()
    await press(review.getByRole('button', { name: 'Restore in Production' }))
    await button(/^Version 3 restored/).waitFor()
    await shopPage.getByText(`${FLAG} is false: off, DISABLED`).waitFor()
    expect((await configuration()).body).toMatchObject({ version: 3, enabled: false, rules: [] })
  })

  it('met nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
