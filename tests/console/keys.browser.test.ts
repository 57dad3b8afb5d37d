import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/keys'

describe('the keys', () => {
  let console: ConsoleUnderTest
  const keyShown = async (): Promise<string> =>
    (await console.page.getByRole('dialog').getByRole('region').textContent()) ?? ''

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('makes a key by keyboard alone, shows it once and says what it is for', async () => {
    const { page, stack } = console
    await page.getByRole('button', { name: 'New key' }).press('Enter')
    await page.getByRole('button', { name: 'Make the key' }).press('Enter')
    await page.getByText('Say who will use it').waitFor()
    await page.getByRole('radio', { name: 'Server' }).press('ArrowDown')
    await page.getByRole('textbox', { name: 'Name' }).pressSequentially('<b>shop</b>')
    await page.getByRole('combobox', { name: 'Origins' }).pressSequentially('shop.example')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Make the key' }).press('Enter')
    await page.getByText('shop.example is no origin').waitFor()
    await page.getByRole('combobox', { name: 'Origins' }).press('Backspace')
    await page.keyboard.type('https://shop.example')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Make the key' }).press('Enter')
    await page.getByText('it is public by nature').waitFor()
    expect(await keyShown()).toMatch(/^tm_cli_/)
    const flags = await fetch(`${stack.edge}/ofrep/v1/evaluate/flags`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await keyShown()}`, origin: 'https://shop.example' },
      body: JSON.stringify({ context: { targetingKey: 'ann' } }),
    })
    expect(flags.status).toBe(200)
    await page.getByRole('button', { name: 'I have kept it' }).press('Enter')
    const row = page.getByRole('row', { name: /<b>shop<\/b>/ })
    await row.waitFor()
    expect(await row.textContent()).toContain('https://shop.example')
  })

  it('rotates a key: both work, and the old one says until when', async () => {
    const { page, stack } = console
    await page.getByRole('button', { name: /^Rotate <b>shop/ }).click()
    await page
      .getByRole('dialog')
      .getByText(/^The old key \(….*\) works until/)
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
    await page.getByText('Copy it now.').waitFor()
    expect(await keyShown()).toMatch(/^tm_cli_/)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await expect.poll(() => page.getByRole('row', { name: /<b>shop<\/b>/ }).count()).toBe(2)
    const { items } = (await stack.api('/environments/production/keys')).body as { items: Record<string, unknown>[] }
    expect(items.slice(0, 2)).toMatchObject([{ expiresAt: null }, { expiresAt: expect.any(String) }])
  })

  it('revokes a key after it named it and its last use, and shows it from then on only when asked', async () => {
    const { page } = console
    await page
      .getByRole('button', { name: /^Revoke <b>shop/ })
      .last()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/Whoever shows <b>shop<\/b> \(….{4}\) is refused/).waitFor()
    await dialog.getByText(/It was last used|No use of it is known/).waitFor()
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText(/is revoked$/).waitFor()
    await expect.poll(() => page.getByRole('row', { name: /<b>shop<\/b>/ }).count()).toBe(1)
    await page.getByRole('switch', { name: 'Also show keys that work no more' }).click()
    await page.getByRole('row', { name: /<b>shop<\/b>.*Revoked/ }).waitFor()
  })

  it('makes a key that manages the project, with a role', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('radio', { name: 'Management' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('pipeline')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByText('Copy it now.').waitFor()
    expect(await keyShown()).toMatch(/^tm_adm_/)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    const row = page.getByRole('region', { name: 'Keys of the whole project' }).getByRole('row', { name: /pipeline/ })
    expect(await row.first().textContent()).toContain('manage, as editor')
  })

  it('says what was refused, and keeps what was written', async () => {
    const { page } = console
    await page.route('**/keys', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('late')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByText('ToggleMaster could not be reached').waitFor()
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('late')
    await page.unroute('**/keys')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })

  it('tells whoever is no admin whom to ask', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await signInAs(console, { name: 'Ada', email: 'ada@example.com', role: 'admin' })
    await page.goto(console.url + PATH)
    await page.getByText('Ada · ada@example.com').waitFor()
    expect(await page.getByRole('button', { name: 'New key' }).count()).toBe(0)
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'keys', path: PATH })).toEqual([])
    const asked = await checkScreen(console, {
      name: 'keys-new',
      path: PATH,
      settle: async (page) => {
        const open = page.getByRole('button', { name: /New key|Nova chave/ })
        if ((await page.getByRole('dialog').count()) === 0) await open.click()
        await page.getByRole('dialog').getByRole('radio').first().waitFor()
      },
    })
    expect(asked).toEqual([])
  })

  it('teaches where there are no keys', async () => {
    const { page, stack } = console
    await stack.api('/environments', { body: { key: 'empty', name: 'Empty' } })
    await page.goto(`${console.url}/default/empty/keys`)
    const lesson = page.getByText('Applications that ask for flags in Empty need one')
    await lesson.waitFor()
    expect(await lesson.count()).toBe(1)
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
