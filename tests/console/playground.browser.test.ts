import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a screen, each with its audit. */
const LOOKING_MS = 300_000
const PLAYGROUND = '/default/production/playground'
const on = { variant: 'on' }
const BRAZIL = { attribute: 'geo.country', operator: 'equals', value: 'BR' }

function addressOf(state: Readonly<Record<string, string>>): string {
  return `${PLAYGROUND}#${new URLSearchParams(state)}`
}

describe('the playground', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    await createFlag(
      stack,
      { key: 'new-checkout', type: 'boolean', salt: 'checkout' },
      {
        enabled: true,
        defaultServe: { variant: 'off' },
        rules: [
          { id: 'staff', if: { attribute: 'email', operator: 'endsWith', values: ['@acme.com'] }, serve: on },
          {
            id: 'brazil',
            if: { all: [BRAZIL, { attribute: 'plan', operator: 'oneOf', values: ['pro', 'team'] }] },
            rollout: { share: 1_000 },
            serve: on,
          },
          { id: 'paused', enabled: false, serve: on },
          { id: 'betas', if: { not: { attribute: 'seats', operator: 'lessThan', value: 3 } }, serve: on },
        ],
      },
    )
    await createFlag(stack, { key: 'search-v2', type: 'boolean' }, { enabled: false })
  })

  afterAll(() => console?.stop())

  it('asks who it is about before it says anything', async () => {
    const { page } = console
    await page.goto(console.url + PLAYGROUND)
    await page.getByRole('heading', { name: 'Who is it about?' }).waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
    await page.getByRole('button', { name: 'Ask about somebody of whom nothing is known' }).click()
    await page.getByRole('region', { name: 'What this person gets of every flag' }).waitFor()
  })

  it('says of a person, described by what the flag asks for, what they get and why, rule by rule', async () => {
    const { page } = console
    await page.goto(console.url + addressOf({ flag: 'new-checkout' }))
    await page.getByLabel("Person's key").fill('ann')
    await page.getByRole('combobox', { name: 'Country' }).fill('Braz')
    await page.getByRole('option', { name: 'Brazil (BR)' }).click()
    await page.getByRole('textbox', { name: 'plan', exact: true }).fill('free')
    await page.getByRole('button', { name: 'Add an attribute' }).click()
    await page.getByRole('combobox', { name: 'Name of attribute 1' }).fill('nickname')
    await page.getByLabel('Value of attribute 1').fill('Ann')
    await page.getByTestId('verdict').getByText('on', { exact: true }).waitFor()
    await page.getByText('they have "free"').waitFor()
    await page.getByText('Rule 4 decides: not: seats is less than 3.').waitFor()
    const rules = await page.getByRole('list', { name: 'How it was decided' }).innerText()
    expect(rules).toContain('No: email ends with @acme.com — they have nothing there')
    expect(rules).toContain('Yes: country is Brazil — they have Brazil')
    expect(rules).toContain('No: plan is pro or team — they have "free"')
    expect(rules).toContain('Switched off')
    expect(rules).toContain('Took them: decided here')
  })

  it('gives the same to whoever opens the link', async () => {
    const other = await console.context.newPage()
    await other.goto(console.page.url())
    await other.getByText('Rule 4 decides').waitFor()
    expect(await other.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Brazil (BR)')
    expect(await other.getByRole('textbox', { name: 'nickname' }).inputValue()).toBe('Ann')
    await other.close()
  })

  it('says that a rollout left somebody out, and by which draw', async () => {
    const { page } = console
    const context = { targetingKey: 'ann', geo: { country: 'BR' }, plan: 'pro', seats: 1 }
    await page.goto(console.url + addressOf({ flag: 'new-checkout', context: JSON.stringify(context) }))
    await page.getByText('Concerns them, but its rollout left them out').waitFor()
    await page.getByText('the rule takes from 0% to 1%').waitFor()
    await page.getByText('Country is Brazil and plan is pro or team, but outside the 1% of rule 2.').waitFor()
    expect(await page.getByTestId('verdict').innerText()).toContain('off')
  })

  it('says so on a phone beside the form, and leads to the answer below it', async () => {
    const { page } = console
    await page.setViewportSize({ width: 390, height: 800 })
    const bar = page.getByRole('region', { name: 'Gets', exact: true })
    await bar.getByText('but outside the 1% of rule 2.').waitFor()
    await bar.getByRole('button', { name: 'See the answer' }).press('Enter')
    const verdict = page.locator('#verdict')
    expect(await verdict.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.setViewportSize({ width: 1280, height: 800 })
    await bar.waitFor({ state: 'detached' })
  })

  it('keeps the person when another environment is chosen', async () => {
    const { page } = console
    await page.getByRole('combobox', { name: 'Environment' }).click()
    await page.getByRole('option', { name: 'Development' }).click()
    await page.getByText('The flag is off here, so no rule is looked at.').waitFor()
    expect(new URL(page.url()).hash).toContain('BR')
  })

  it('keeps a person under a name, changes and forgets them, and shows all flags for them', async () => {
    const { page } = console
    await page.goto(console.url + addressOf({ context: JSON.stringify({ targetingKey: 'bia', plan: 'pro' }) }))
    await page.getByRole('button', { name: 'Save as…' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Bia, plano pro')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.goto(`${console.url}/default/production/flags`)
    await page.goto(console.url + PLAYGROUND)
    await page.getByRole('combobox', { name: 'Saved person' }).click()
    await page.getByRole('option', { name: 'Bia, plano pro' }).click()
    expect(await page.getByLabel("Person's key").inputValue()).toBe('bia')
    const decisions = page.getByRole('region', { name: 'What this person gets of every flag' })
    await decisions.getByRole('row', { name: 'search-v2' }).getByText('The flag is off here.').waitFor()
    await page.getByRole('textbox', { name: 'plan' }).fill('team')
    await page.getByRole('button', { name: 'Save into “Bia, plano pro”' }).click()
    await page.getByRole('button', { name: 'Save into “Bia, plano pro”' }).waitFor({ state: 'detached' })
    expect((await console.stack.api('/contexts')).body).toMatchObject({
      items: [{ name: 'Bia, plano pro', context: { targetingKey: 'bia', plan: 'team' }, version: 2 }],
    })
    await page.getByRole('button', { name: 'Forget' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect((await console.stack.api('/contexts')).body).toEqual({ items: [] })
  })

  it('takes what somebody writes as JSON, and says what is wrong with it', async () => {
    const { page } = console
    await page.goto(console.url + PLAYGROUND)
    const ways = page.getByRole('radiogroup', { name: 'How to describe the person' })
    await ways.getByText('JSON').click()
    const text = page.getByLabel('Context as JSON')
    await text.fill('{"targetingKey": ')
    await page.getByText('Not JSON from line 1, column 18 on.').waitFor()
    await text.fill('{"email": "<script>alert(1)</script>@acme.com", "a.b": 1}')
    await page.getByRole('button', { name: 'new-checkout' }).click()
    await page.getByText('Rule 1 decides: email ends with @acme.com.').waitFor()
    await page.getByText('they have "<script>alert(1)</script>@acme.com"').waitFor()
    await ways.getByText('Form').click()
    await page.getByText('This context has names that the form cannot show.', { exact: false }).waitFor()
    expect(console.refusals).toEqual([])
  })

  const person = JSON.stringify({ targetingKey: 'ann', geo: { country: 'BR' }, plan: 'pro', seats: 3 })

  it(
    'has no fault that axe knows where a decision is explained',
    async () => {
      const one = { name: 'playground', path: addressOf({ flag: 'new-checkout', context: person }) }
      expect(await checkScreen(console, one)).toEqual([])
    },
    LOOKING_MS,
  )

  it(
    'has no fault that axe knows where all flags are shown',
    async () => {
      const all = { name: 'playground-all', path: addressOf({ context: person }) }
      expect(await checkScreen(console, all)).toEqual([])
    },
    LOOKING_MS,
  )
})
