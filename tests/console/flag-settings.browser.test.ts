import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const settingsOf = (flag: string): string => `/default/production/flags/${flag}/settings`
const BUTTON = settingsOf('button')
const EVERYWHERE = 'all environments'

describe('what a flag is everywhere', () => {
  let console: ConsoleUnderTest
  const stored = async (flag = 'button') => (await console.stack.api(`/flags/${flag}`)).body
  const requests = async () => (await console.stack.api('/environments/production/requests?state=open')).body.items
  const review = () => console.page.getByRole('dialog')
  const openReview = () => console.page.getByRole('button', { name: 'Review and save' }).click()

  beforeAll(async () => {
    console = await startConsole()
    const variants = [
      { name: 'blue', value: '#00f' },
      { name: 'green', value: '#0a0' },
    ]
    const configuration = { enabled: true, defaultServe: { variant: 'green' } }
    await createFlag(console.stack, { key: 'button', type: 'string', variants }, configuration)
    await console.stack.api('/flags', { body: { key: 'fresh', type: 'boolean' } })
    await console.page.goto(`${console.url}/default/production/flags/button`)
  })

  afterAll(() => console?.stop())

  it('is changed by keyboard alone, after it said what changes', async () => {
    const { page } = console
    await page.getByRole('navigation', { name: 'This flag' }).getByRole('link', { name: 'Settings' }).press('Enter')
    await page.getByRole('textbox', { name: 'Value of variant 1' }).fill('<b>navy</b>')
    await page.getByRole('button', { name: 'Add a variant' }).press('Enter')
    await page.getByText('Variant 3 is not complete').waitFor()
    await page.getByRole('textbox', { name: 'Name of variant 3' }).fill('red')
    await page.getByRole('textbox', { name: 'Value of variant 3' }).fill('#f00')
    await page.getByRole('textbox', { name: 'Owner' }).fill('Ana ')
    await page.getByRole('button', { name: 'Review and save' }).press('Enter')
    await review().getByText('Owner: — → Ana').waitFor()
    await review().getByText('blue = <b>navy</b>, green = #0a0, red = #f00').waitFor()
    await review().getByRole('textbox', { name: 'Reason' }).fill('the new brand')
    await review()
      .getByRole('button', { name: `Save in ${EVERYWHERE}` })
      .press('Enter')
    await page.getByText(`Saved. It takes effect in ${EVERYWHERE} within seconds.`).waitFor()
    expect(await stored()).toMatchObject({
      owner: 'Ana',
      variants: [{ value: '<b>navy</b>' }, { name: 'green' }, { name: 'red', value: '#f00' }],
    })
    const { items } = (await console.stack.api('/audit?kind=flag&target=button&limit=1')).body
    expect(items).toMatchObject([{ action: 'flag.update', reason: 'the new brand' }])
  })

  it('is refused where a rule needs what goes, and says which', async () => {
    const { page } = console
    await page.getByRole('button', { name: 'Remove variant 2' }).click()
    await openReview()
    await review()
      .getByRole('button', { name: `Save in ${EVERYWHERE}` })
      .click()
    await review()
      .getByText(/in environment production/)
      .waitFor()
    await review().getByRole('button', { name: 'Back to editing' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await page.getByRole('textbox', { name: 'Name of variant 2' }).inputValue()).toBe('green')
  })

  it('shows what somebody else saved meanwhile, and keeps both', async () => {
    const { page, stack } = console
    await page.getByRole('textbox', { name: 'Owner' }).fill('Bob')
    await stack.api('/flags/button', { method: 'PATCH', body: { description: 'theirs' } })
    await openReview()
    await review()
      .getByRole('button', { name: `Save in ${EVERYWHERE}` })
      .click()
    await review()
      .getByText(/^Changed .* by The master key$/)
      .waitFor()
    await review().getByRole('button', { name: 'See the difference' }).click()
    await review().getByText('Description: — → theirs').waitFor()
    await review().getByRole('button', { name: 'Put mine on top of theirs' }).click()
    await review()
      .getByRole('button', { name: `Save in ${EVERYWHERE}` })
      .click()
    await review().waitFor({ state: 'hidden' })
    expect(await stored()).toMatchObject({ owner: 'Bob', description: 'theirs' })
  })

  it('is asked for where a protected environment has the flag configured', async () => {
    const { page, stack } = console
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } })
    await page.goto(console.url + BUTTON)
    await page.getByRole('textbox', { name: 'Value of variant 1' }).fill('teal')
    await openReview()
    await review().getByText('Production: protected, and this flag decides something there').waitFor()
    await review().getByRole('textbox', { name: 'Reason' }).fill('calmer')
    await review()
      .getByRole('button', { name: `Ask for this change in ${EVERYWHERE}` })
      .click()
    await page.getByText('It waits among the change requests').waitFor()
    expect(await stored()).toMatchObject({ variants: [{ value: '<b>navy</b>' }, {}, {}] })
    expect(await requests()).toMatchObject([{ flagEverywhere: 'button', reason: 'calmer', state: 'open' }])
  })

  it('needs nobody for what only people look at', async () => {
    const { page } = console
    await page.getByRole('textbox', { name: 'Description' }).fill('the button')
    await openReview()
    await review()
      .getByRole('button', { name: `Save in ${EVERYWHERE}` })
      .click()
    await review().waitFor({ state: 'hidden' })
    expect(await stored()).toMatchObject({ description: 'the button' })
  })

  it('is asked for once more over what is there now', async () => {
    const { page, stack } = console
    const [{ id }] = await requests()
    await page.goto(`${console.url}/default/production/requests/${id}`)
    await page.getByText('Conflict: it cannot be applied as it is').waitFor()
    await page.getByText('+     "value": "teal"').waitFor()
    await page.getByRole('button', { name: 'Lay it over what is there now' }).click()
    await page.getByText('Waits for the approval of 1 other person').waitFor()
    const path = `/environments/production/requests/${id}`
    await stack.api(`${path}/approve`, { method: 'POST' })
    await page.reload()
    await page.getByRole('button', { name: 'Apply now' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Apply now' }).click()
    await page.getByText('Applied. It takes effect within seconds.').waitFor()
    expect(await stored()).toMatchObject({ description: 'the button', variants: [{ value: 'teal' }, {}, {}] })
  })

  it('is asked for, too, where others have to approve only since it was looked at', async () => {
    const { page, stack } = console
    await page.goto(console.url + settingsOf('fresh'))
    const known = page.waitForResponse(/\/flags\/fresh\/guards/)
    await page.getByRole('button', { name: 'Archive' }).click()
    await known
    await stack.api('/environments/production/flags/fresh/requests', { body: { change: { enabled: true } } })
    await review().getByRole('button', { name: 'Archive' }).click()
    await review().getByText('Others must approve the change first').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Archive' }).click()
    await review().getByText('Production: protected, and this flag decides something there').waitFor()
    await review()
      .getByRole('button', { name: `Ask for this change in ${EVERYWHERE}` })
      .click()
    await page.getByText('It waits among the change requests').waitFor()
    expect(await requests()).toContainEqual(
      expect.objectContaining({ flagEverywhere: 'fresh', change: { archived: true } }),
    )
  })

  it('goes, comes back and is deleted, each after it said what that means', async () => {
    const { page, stack } = console
    await stack.api('/flags', { body: { key: 'gone', type: 'boolean' } })
    await page.goto(console.url + settingsOf('gone'))
    await page.getByRole('button', { name: 'Archive' }).click()
    await review().getByText('It is off in every environment.').waitFor()
    await review().getByRole('button', { name: 'Archive' }).click()
    await page.getByText('This flag is archived').waitFor()
    await page.getByRole('button', { name: 'Bring back' }).click()
    await review().getByRole('button', { name: 'Bring back' }).click()
    await page.getByText('This flag is archived').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Delete' }).click()
    await review().getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('heading', { level: 1, name: 'Flags' }).waitFor()
    expect((await stack.api('/flags/gone')).status).toBe(404)
  })

  it('is seen, and not changed, by whoever may only look', async () => {
    const page = await signInAs(console, { name: 'Vera', email: 'vera@example.com', role: 'viewer' })
    await page.goto(console.url + BUTTON)
    await page.getByText('To change it takes the role editor').waitFor()
    expect(await page.getByRole('button', { name: /Archive|Delete|anew|Add a variant/ }).count()).toBe(0)
    await page.goto(console.url + settingsOf('nowhere'))
    await page.getByText('There is no flag nowhere').waitFor()
  })

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'flag-settings', path: BUTTON })).toEqual([])
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
