import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure } from '../harness/stack.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const FLAG = 'one page/beta'
const API = `/environments/production/flags/${encodeURIComponent(FLAG)}`

/** One after the other: each begins where the one before ended. */
describe('the first rollout of a flag', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    await stack.api('/flags', { body: { key: FLAG, type: 'boolean' } })
    const context = { targetingKey: 'ana', geo: { country: 'BR' } }
    await stack.api('/contexts', { body: { name: 'Ana in São Paulo', context } })
  })

  afterAll(() => console?.stop())

  const open = async () => {
    await console.page.goto(`${console.url}/default/production/flags/${encodeURIComponent(FLAG)}`)
    await console.page.getByRole('heading', { level: 1, name: FLAG }).waitFor()
    return console.page
  }

  it('says what everybody gets while it is off, and takes nothing over unsaid when a first rule comes', async () => {
    const page = await open()
    await page.getByText('Off: everybody gets off now. When it is switched on, everybody gets on.').waitFor()
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByText('Everybody else: on → off').waitFor()
    const card = page.getByRole('group', { name: 'Rule 1', exact: true })
    expect(await card.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Leave it at on' }).click()
    await page.getByText('they make no difference').waitFor()
    await page.getByRole('button', { name: 'Serve off to everybody else' }).click()
    await page.getByText('When it is switched on, the rules decide, and whoever no rule takes gets off.').waitFor()
    await page.getByRole('button', { name: 'More for rule 1' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('When it is switched on, everybody gets on.').waitFor()
    expect(await page.getByRole('button', { name: 'Review and save' }).count()).toBe(0)
  })

  it('rolls a new flag out to 10 % of Brazil in one line of steps', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByRole('combobox', { name: 'Values' }).fill('Braz')
    await page.getByRole('option', { name: 'Brazil (BR)' }).click()
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    await page.getByRole('textbox', { name: 'Share of these people' }).fill('10')
    await page.getByRole('button', { name: 'Turn it on with this change' }).click()
    await page.getByRole('button', { name: 'Review and save' }).click()
    const review = page.getByRole('dialog')
    await review.getByText('If country is Brazil → serve on to 10%').waitFor()
    await review.getByText('Turn the flag on in Production').waitFor()
    await review.getByText('Whoever no rule takes goes on getting off.').waitFor()
    await review.getByRole('row', { name: /Ana in São Paulo/ }).waitFor()
    await review.getByRole('textbox', { name: 'Reason' }).fill('Brazil first')
    await review.getByRole('button', { name: 'Save in Production' }).click()
    await page.getByText(/^Saved as version \d+\./).waitFor()
    const { body } = await console.stack.api(API)
    expect(body).toMatchObject({
      enabled: true,
      defaultServe: { variant: 'off' },
      rules: [
        {
          if: { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] },
          rollout: { share: 10_000 },
          serve: { variant: 'on' },
        },
      ],
    })
  })

  it('says that it was saved until something else happens, and goes back by one press', async () => {
    const { page, stack } = console
    await page.getByRole('region', { name: 'Saved', exact: true }).getByRole('button', { name: 'Undo' }).press('Enter')
    await page.getByText('Undone. Version 3 does again what version 1 did.').waitFor()
    expect((await stack.api(API)).body).toMatchObject({ version: 3, enabled: false, rules: [] })
    await page.getByRole('switch', { name: 'The flag is off' }).click({ force: true })
    await page.getByText('Off until this is saved: everybody gets off. From then on, everybody gets on.').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await page.getByText('Undone.').count()).toBe(0)
  })

  it('does not go back over what somebody else saved since', async () => {
    const page = await open()
    await page.getByRole('switch', { name: 'The flag is off' }).click({ force: true })
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByRole('dialog').getByText('Everybody: off → on').waitFor()
    await page.getByRole('button', { name: 'Save in Production' }).click()
    await page.getByText('Saved as version 4.').waitFor()
    await configure(console.stack, FLAG, { offVariant: null })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Since then version 5 was saved').waitFor()
    const { body } = await console.stack.api(API)
    expect(body).toMatchObject({ version: 5, enabled: true, offVariant: null })
  })
})
