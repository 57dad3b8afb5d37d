import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/environments'

describe('the environments', () => {
  let console: ConsoleUnderTest
  const environment = async (key: string): Promise<unknown> => (await console.stack.api(`/environments/${key}`)).body

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('makes one by keyboard alone, which is in the switcher at once', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'New environment' }).press('Enter')
    await page.getByRole('textbox', { name: 'Name' }).pressSequentially('<i>Staging</i>')
    await page.getByRole('textbox', { name: 'Key' }).pressSequentially('Staging!')
    await page.getByRole('button', { name: 'Make the environment' }).press('Enter')
    await page.getByText('Use 1 to 64 of a-z').waitFor()
    await page.getByRole('textbox', { name: 'Key' }).fill('staging')
    await page.getByRole('switch', { name: 'Protected' }).press('Space')
    await page.getByRole('textbox', { name: 'Approvals needed' }).fill('2')
    await page.getByRole('button', { name: 'Make the environment' }).press('Enter')
    await page.getByText('is there, with every flag disabled').waitFor()
    expect(await environment('staging')).toMatchObject({
      name: '<i>Staging</i>',
      protected: true,
      requiredApprovals: 2,
    })
    await page.getByRole('combobox', { name: 'Environment' }).click()
    await page.getByRole('option', { name: '<i>Staging</i>' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('says what saving changes, and warns before protection goes', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Edit <i>Staging</i>' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('switch', { name: 'Protected' }).click()
    await dialog.getByText("without anybody's approval").waitFor()
    await dialog.getByText('Protected: yes → no').waitFor()
    await dialog.getByRole('combobox', { name: 'Events kept' }).click()
    await page.getByRole('option', { name: 'a sample' }).click()
    await dialog.getByText('Events kept: none → 10% of them').waitFor()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('<i>Staging</i> is saved').waitFor()
    expect(await environment('staging')).toMatchObject({
      protected: false,
      settings: { events: { mode: 'sample', share: 10_000 } },
    })
  })

  it('shows what somebody else saved meanwhile, and lets both wishes be kept', async () => {
    const { page, stack } = console
    await page.getByRole('button', { name: 'Edit Production' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Live')
    await stack.api('/environments/production', { method: 'PATCH', body: { name: 'Prod' } })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText(/^Changed .* by The master key$/).waitFor()
    await dialog.getByRole('button', { name: 'See the difference' }).click()
    const row = dialog.getByRole('row', { name: 'Name Prod Live' })
    await row.waitFor()
    await dialog.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('Live is saved').waitFor()
    expect(await environment('production')).toMatchObject({ name: 'Live' })
  })

  it('asks before it leaves what was not saved', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Edit Live' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Other')
    const asked = page.waitForEvent('dialog')
    const leaving = page.close({ runBeforeUnload: true })
    const question = await asked
    expect(question.type()).toBe('beforeunload')
    await question.dismiss()
    await leaving
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await environment('production')).toMatchObject({ name: 'Live' })
  })

  it('shows whoever is no admin what there is, and no button', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByRole('link', { name: 'Live' }).waitFor()
    expect(await page.getByRole('button', { name: /New environment|Edit/ }).count()).toBe(0)
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    await console.stack.api('/environments/staging', { method: 'PATCH', body: { protected: true } })
    const edited = await checkScreen(console, {
      name: 'environments-edit',
      path: PATH,
      settle: async (page) => {
        const open = page.getByRole('button', { name: /Edit(ar)? Live/ })
        if ((await page.getByRole('dialog').count()) === 0) await open.click()
        await page.getByRole('dialog').getByRole('radio').first().waitFor()
      },
    })
    expect([...(await checkScreen(console, { name: 'environments', path: PATH })), ...edited]).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
