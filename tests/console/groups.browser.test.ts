import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/groups'

describe('groups and holdouts', () => {
  let console: ConsoleUnderTest
  const stored = async (key: string): Promise<unknown> => (await console.stack.api(`/groups/${key}`)).body

  beforeAll(async () => {
    console = await startConsole()
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('teach where there is none, and are made by keyboard alone', async () => {
    const { page } = console
    await page.getByText('There is no group yet').waitFor()
    await page.getByRole('button', { name: 'New group' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Key', exact: true }).pressSequentially('Checkout!')
    await dialog.getByRole('textbox', { name: 'Name' }).pressSequentially('<b>Checkout</b>')
    await dialog.getByRole('textbox', { name: 'Share of slot 2' }).fill('60')
    await dialog.getByRole('button', { name: 'Make the group' }).press('Enter')
    await dialog.getByText('That is 10% more than everybody').waitFor()
    await dialog.getByRole('textbox', { name: 'Share of slot 2' }).fill('30')
    await dialog.getByRole('textbox', { name: 'Key', exact: true }).fill('checkout')
    await dialog.getByRole('button', { name: 'Make the group' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: '<b>Checkout</b>' }).waitFor()
    expect(await stored('checkout')).toMatchObject({
      kind: 'exclusion',
      name: '<b>Checkout</b>',
      slots: [
        { key: 'a', share: 50_000 },
        { key: 'b', share: 30_000 },
      ],
    })
  })

  it('are changed after it said what changes, and show what somebody else saved meanwhile', async () => {
    const { page, stack } = console
    await page.getByRole('textbox', { name: 'Share of slot 1' }).fill('40')
    await page.getByRole('button', { name: 'Add a slot' }).click()
    await page.getByRole('textbox', { name: 'Key of slot 3' }).fill('c')
    await page.getByRole('button', { name: 'Review and save' }).click()
    const review = page.getByRole('dialog')
    await review.getByText('Slots: a 50%, b 30% → a 40%, b 30%, c 30%').waitFor()
    await stack.api('/groups/checkout', { method: 'PATCH', body: { description: 'theirs' } })
    await review.getByRole('button', { name: 'Save in all environments' }).click()
    await review.getByText(/^Changed .* by The master key$/).waitFor()
    await review.getByRole('button', { name: 'See the difference' }).click()
    await review.getByText('Description: — → theirs').waitFor()
    await review.getByRole('button', { name: 'Put mine on top of theirs' }).click()
    await review.getByRole('button', { name: 'Save in all environments' }).click()
    await page.getByText('Saved. It takes effect in all environments within seconds.').waitFor()
    expect(await stored('checkout')).toMatchObject({
      description: 'theirs',
      slots: [{ share: 40_000 }, {}, { key: 'c' }],
    })
  })

  it('place everybody anew on purpose only', async () => {
    const { page } = console
    const { salt } = (await stored('checkout')) as { salt: string }
    await page.getByRole('button', { name: 'Place everybody anew' }).click()
    await page.getByRole('dialog').getByText('A new salt is drawn').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Place everybody anew' }).click()
    await page.getByText('Everybody in <b>Checkout</b> is placed anew').waitFor()
    expect(await stored('checkout')).not.toMatchObject({ salt })
  })

  it('are not deleted while a rule refers to them, and then say which', async () => {
    const { page, stack } = console
    await stack.api('/groups', { body: { kind: 'holdout', key: 'q4', name: 'Fourth quarter', share: 5_000 } })
    const rules = [{ id: 'first', group: { key: 'checkout', slot: 'b' }, holdout: 'q4', serve: { variant: 'on' } }]
    const configuration = { enabled: true, rules, defaultServe: { variant: 'off' } }
    await createFlag(stack, { key: 'one-page', type: 'boolean' }, configuration)
    await page.goto(`${console.url}${PATH}/checkout`)
    await page
      .getByRole('region', { name: 'Used by' })
      .getByRole('row', { name: 'one-page first b Production' })
      .waitFor()
    await page.getByText('used by one-page').waitFor()
    expect(await page.getByRole('button', { name: 'Remove slot 2' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('These rules refer to it').waitFor()
    expect(await dialog.getByRole('link', { name: 'one-page' }).getAttribute('href')).toMatch(
      /production\/flags\/one-page$/,
    )
  })

  it('are changed by a request where a protected environment refers to them', async () => {
    const { page, stack } = console
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true } })
    await page.goto(`${console.url}${PATH}/q4`)
    await page.getByRole('textbox', { name: 'Held out' }).fill('10')
    await page.getByRole('button', { name: 'Review and save' }).click()
    const review = page.getByRole('dialog')
    await review.getByText('Refers to it and is protected: Production').waitFor()
    await review.getByRole('textbox', { name: 'Reason' }).fill('the quarter is short')
    await review.getByRole('button', { name: 'Ask for this change in all environments' }).click()
    await page.getByText('It waits among the change requests').waitFor()
    expect((await stack.api('/environments/production/requests')).body).toMatchObject({
      items: [{ group: 'q4', change: { share: 10_000 }, reason: 'the quarter is short' }],
    })
    await page.goto(`${console.url}/default/production/requests`)
    await page.getByRole('link', { name: 'q4' }).click()
    await page.getByRole('link', { name: 'Open the group q4' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Q4')
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByRole('button', { name: 'Save in all environments' }).click()
    await page.getByText('Saved. It takes effect in all environments').waitFor()
    expect(await stored('q4')).toMatchObject({ name: 'Q4', share: 5_000 })
  })

  it('are seen, and not changed, by whoever may only look', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + PATH)
    await page.getByRole('link', { name: 'Q4' }).click()
    await page.getByRole('row', { name: /^one-page first/ }).waitFor()
    expect(await page.getByRole('button', { name: /Delete|save|New group|anew/ }).count()).toBe(0)
    await page.goto(`${console.url}${PATH}/nowhere`)
    await page.getByText('There is no group nowhere').waitFor()
  })

  it('have no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'groups', path: PATH })).toEqual([])
    expect(await checkScreen(console, { name: 'group-detail', path: `${PATH}/checkout` })).toEqual([])
  })

  it('need nothing that their policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
