import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/contexts'
const ANA = '{"targetingKey":"ana","plan":"<i>pro</i>"}'

describe('saved contexts', () => {
  let console: ConsoleUnderTest
  const all = async (): Promise<readonly { readonly id: string }[]> =>
    ((await console.stack.api('/contexts')).body as { items: { id: string }[] }).items

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('teach where there is none, and are kept by keyboard alone', async () => {
    const { page } = console
    await page.getByText('Nobody is saved yet').waitFor()
    await page.getByRole('button', { name: 'Save somebody' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).pressSequentially('<i>Ana</i>')
    await dialog.getByRole('textbox', { name: 'Context' }).fill('[1]')
    await dialog.getByRole('button', { name: 'Save this person' }).press('Enter')
    await dialog.getByText('Write a JSON object').waitFor()
    await dialog.getByRole('textbox', { name: 'Context' }).fill(ANA)
    await dialog.getByRole('button', { name: 'Save this person' }).press('Enter')
    await page.getByRole('row', { name: /^<i>Ana<\/i>/ }).waitFor()
    expect(await all()).toMatchObject([{ name: '<i>Ana</i>', context: JSON.parse(ANA) as object }])
  })

  it('lead into the playground, which asks about them', async () => {
    const { page } = console
    await page.getByRole('link', { name: 'Ask in the playground about <i>Ana</i>' }).click()
    await page.getByRole('heading', { level: 1, name: 'Playground' }).waitFor()
    expect(await page.getByRole('textbox', { name: "Person's key" }).inputValue()).toBe('ana')
    await page.goBack()
    await page.getByRole('row', { name: /^<i>Ana<\/i>/ }).waitFor()
  })

  it('are changed, and show what somebody else saved meanwhile', async () => {
    const { page, stack } = console
    await page.getByRole('button', { name: 'Edit <i>Ana</i>' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Ana, mine')
    await stack.api(`/contexts/${(await all())[0]?.id}`, { method: 'PATCH', body: { name: 'Ana, theirs' } })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText(/^Changed .* by The master key$/).waitFor()
    await dialog.getByRole('button', { name: 'See the difference' }).click()
    await dialog.getByRole('row', { name: 'Name Ana, theirs Ana, mine' }).waitFor()
    await dialog.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('Ana, mine is saved').waitFor()
    expect(await all()).toMatchObject([{ name: 'Ana, mine' }])
  })

  it('have no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'contexts', path: PATH })).toEqual([])
  })

  it('are seen, and not changed, by whoever may only look', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByRole('link', { name: 'Ask in the playground about Ana, mine' }).waitFor()
    expect(await page.getByRole('button', { name: /Delete|Edit|Save somebody/ }).count()).toBe(0)
  })

  it('are forgotten after it said what that means', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Delete Ana, mine' }).click()
    await page.getByRole('dialog').getByText('No flag depends on it').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Nobody is saved yet').waitFor()
    expect(await all()).toEqual([])
  })

  it('need nothing that their policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
