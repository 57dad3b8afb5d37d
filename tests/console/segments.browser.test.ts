import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const SEGMENTS = '/default/production/segments'
/** Eight looks at each of two pages. */
const SLOW_MS = 600_000

describe('segments', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
  })

  afterAll(() => console?.stop())

  const stored = async (path = '') => (await console.stack.api(`/environments/production/segments/beta${path}`)).body
  const save = async (button = 'Save in Production') => {
    await console.page.getByRole('button', { name: 'Review and save' }).click()
    await console.page.getByRole('dialog').getByRole('button', { name: button }).click()
  }

  it('are made, and filled by a pasted list that is counted first', async () => {
    const { page } = console
    await page.goto(console.url + SEGMENTS)
    await page.getByText('No segments in Production yet').waitFor()
    await page.getByRole('link', { name: 'New segment' }).first().press('Enter')
    await page.getByRole('textbox', { name: 'Key' }).fill('beta')
    await page.getByRole('textbox', { name: 'Name' }).fill('<b>Beta</b>')
    await page.getByRole('button', { name: 'Create segment' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: '<b>Beta</b>' }).waitFor()
    await page
      .getByRole('region', { name: /^Included ids/ })
      .getByRole('button', { name: 'Add, remove or replace' })
      .click()
    await page.getByRole('textbox', { name: 'Ids', exact: true }).fill('id,name\nann,Ann\nbob,Bob\nann,Ann\n,Eve')
    await page.getByText('2 are added, 0 are there already').waitFor()
    await page.getByText('1 came twice').waitFor()
    await page.getByText('Line 5: no id in the first column').waitFor()
    await page.getByRole('button', { name: 'Take these' }).click()
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByRole('combobox', { name: 'Values' }).fill('Braz')
    await page.getByRole('option', { name: 'Brazil (BR)' }).click()
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByRole('dialog').getByText('2 ids come in').waitFor()
    await page.getByRole('dialog').getByText('If country is Brazil').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Save in Production' }).click()
    await page.getByText('Saved. It takes effect in Production').waitFor()
    expect(await stored()).toMatchObject({ includedCount: 2, rules: [{ attribute: 'geo.country', values: ['BR'] }] })
  })

  it('show what somebody else saved meanwhile, and keep both', async () => {
    const { page, stack } = console
    await page.goto(`${console.url}${SEGMENTS}/beta`)
    await page.getByRole('textbox', { name: 'Description' }).fill('mine')
    const path = '/environments/production/segments/beta'
    await stack.api(path, { method: 'PATCH', body: { included: ['ann', 'bob', 'eve'] } })
    await save()
    await page.getByText(/^Changed .* by The master key$/).waitFor()
    await page.getByRole('button', { name: 'See the difference' }).click()
    await page.getByText(/^Changed .* by The master key$/).waitFor()
    await page.getByText('Included ids: 2 → 3').waitFor()
    await page.getByRole('button', { name: 'Put mine on top of theirs' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save in Production' }).click()
    await page.getByText('Saved. It takes effect in Production').waitFor()
    expect(await stored()).toMatchObject({ description: 'mine', includedCount: 3 })
  })

  it('are not deleted while they are used, and then say where', async () => {
    const { page, stack } = console
    const rules = [{ id: 'r', if: { segment: 'beta' }, serve: { variant: 'on' } }]
    const configuration = { enabled: true, rules, defaultServe: { variant: 'off' } }
    await createFlag(stack, { key: 'checkout', type: 'boolean' }, configuration)
    await page.goto(`${console.url}${SEGMENTS}/beta`)
    await page.getByText('Used by').waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByText('is in use').waitFor()
    expect(await page.getByRole('dialog').getByRole('link', { name: 'flag checkout' }).count()).toBe(1)
  })

  it('are changed by a request where a protected environment uses them', async () => {
    const { page, stack } = console
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true } })
    await page.goto(`${console.url}${SEGMENTS}/beta`)
    await page.getByRole('button', { name: 'Remove rule 1' }).click()
    await save('Ask for this change in Production')
    await page.getByText('The change was asked for.').waitFor()
    const { body } = await stack.api('/environments/production/requests')
    expect(body).toMatchObject({ items: [{ segment: 'beta', change: { rules: [] } }] })
  })

  it('have no fault that axe knows', { timeout: SLOW_MS }, async () => {
    expect(await checkScreen(console, { name: 'segments', path: SEGMENTS })).toEqual([])
    expect(await checkScreen(console, { name: 'segment-detail', path: `${SEGMENTS}/beta` })).toEqual([])
  })

  it('need nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
