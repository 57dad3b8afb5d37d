import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure, createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a long page. */
const SLOW_MS = 300_000

const RULES = [
  {
    id: 'brazil',
    if: {
      all: [
        { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] },
        { attribute: 'plan', operator: 'equals', value: 'pro' },
      ],
    },
    rollout: { share: 25_000 },
    serve: { variant: 'on' },
  },
  { id: 'staff', if: { attribute: 'email', operator: 'endsWith', values: ['@acme.com'] }, serve: { variant: 'on' } },
  {
    id: 'ramp',
    rollout: {
      ramp: {
        mode: 'linear',
        steps: [
          { at: '2026-01-01T00:00:00Z', share: 1_000 },
          { at: '2027-01-01T00:00:00Z', share: 100_000 },
        ],
      },
    },
    serve: {
      split: {
        weights: [
          { variant: 'on', weight: 60_000 },
          { variant: 'off', weight: 40_000 },
        ],
      },
    },
  },
]

describe('one flag', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    const configuration = { enabled: true, rules: RULES, defaultServe: { variant: 'off' } }
    await createFlag(stack, { key: 'checkout', type: 'boolean', description: 'The new checkout' }, configuration)
    await stack.api('/flags', { body: { key: 'one page/beta', type: 'boolean' } })
    for (const [name, plan] of [
      ['Ana in São Paulo', 'pro'],
      ['Bruno in Lisbon', 'free'],
    ]) {
      await stack.api('/contexts', {
        body: { name, context: { targetingKey: name, plan, geo: { country: plan === 'pro' ? 'BR' : 'PT' } } },
      })
    }
  })

  afterAll(() => console?.stop())

  const open = async (flag: string, environment = 'production') => {
    await console.page.goto(`${console.url}/default/${environment}/flags/${encodeURIComponent(flag)}`)
    await console.page.getByRole('heading', { level: 1, name: flag }).waitFor()
    return console.page
  }

  it('shows its state in every environment, and its rules as sentences', async () => {
    const page = await open('checkout')
    const matrix = page.getByRole('table', { name: 'This flag in every environment' })
    await matrix.getByRole('row', { name: /Production.*On.*off.*3/ }).waitFor()
    await matrix.getByRole('row', { name: /Development.*Off/ }).waitFor()
    const rule = page.getByRole('group', { name: 'Rule 1' })
    expect(await rule.textContent()).toContain('1. If country is Brazil and plan is pro → serve on to 25%')
    await page.getByText('the first rule that matches a person decides').waitFor()
  })

  it('goes to the same flag in another environment, whatever its key holds', async () => {
    const page = await open('one page/beta')
    await page.getByRole('table').getByRole('link', { name: 'Development' }).click()
    await page.getByRole('heading', { level: 2, name: 'In Development' }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('one page/beta')
  })

  it('says that a flag is not there', async () => {
    await console.page.goto(`${console.url}/default/production/flags/nothing`)
    await console.page.getByText('There is no flag nothing').waitFor()
    expect(console.page.url()).toContain('/flags/nothing')
  })

  it('leads to why somebody gets what they get', async () => {
    const page = await open('checkout')
    await page.getByRole('link', { name: 'Why does somebody get this?' }).press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Who is it about?' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Flag', exact: true }).inputValue()).toBe('checkout')
    await page.getByRole('combobox', { name: 'Country geo.country' }).waitFor()
  })

  it('says where JSON that somebody writes stops being JSON', async () => {
    const page = await open('checkout')
    await page.getByRole('tab', { name: 'JSON' }).click()
    await page.getByRole('textbox', { name: 'JSON' }).fill('{\n  "enabled": yes\n}')
    await page.getByText('Not JSON from line 2, column 14 on.').waitFor()
    expect(await page.getByRole('button', { name: 'Take into the draft' }).isDisabled()).toBe(true)
  })

  it('shows every environment whole on a phone, and little of the bar', async () => {
    const page = await open('checkout')
    await page.setViewportSize({ width: 390, height: 800 })
    const list = page.getByRole('list', { name: 'This flag in every environment' })
    await list.getByText('Default: off').waitFor()
    await page.getByRole('button', { name: 'Add rule' }).click()
    const bar = page.getByRole('region', { name: 'Changes that are not saved' })
    await bar.getByRole('button', { name: 'Discard' }).waitFor()
    const [card, head] = await Promise.all([
      page.getByRole('group', { name: 'Rule 4' }).boundingBox(),
      bar.boundingBox(),
    ])
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(head?.height).toBeLessThan(90)
    expect(card?.y).toBeLessThan((head?.y ?? 0) - 100)
  })

  it('changes the order of rules by keyboard alone, and takes nothing over that is discarded', async () => {
    const page = await open('checkout')
    await page.getByRole('button', { name: 'Move rule 1' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('Rule 1 is taken up.').waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowDown')
    await page.getByText('Rule 1 is at place 2.').waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await page.getByRole('group', { name: 'Rule 1' }).getByText('If email ends with @acme.com').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('group', { name: 'Rule 1' }).getByText('If country is Brazil').waitFor()
    expect(await page.getByRole('button', { name: 'Review and save' }).count()).toBe(0)
  })

  it('shows what somebody else saved meanwhile, and lays the own edits over it', async () => {
    const page = await open('checkout')
    await page.getByRole('button', { name: 'More for rule 2' }).click()
    await page.getByRole('menuitem', { name: 'Switch this rule off' }).click()
    await configure(console.stack, 'checkout', { offVariant: null })
    await page.getByRole('button', { name: 'Review and save' }).click()
    const review = page.getByRole('dialog')
    await review.getByRole('button', { name: 'Save in Production' }).click()
    await review.getByText(/^Changed .* by The master key$/).waitFor()
    await review.getByRole('button', { name: 'See the difference' }).click()
    await review.getByText('off → The default in your code').waitFor()
    await review.getByRole('button', { name: 'Put mine on top of theirs' }).click()
    await review.getByRole('button', { name: 'Save in Production' }).click()
    await page.getByText(/^Saved as version \d+\./).waitFor()
    const { body } = await console.stack.api('/environments/production/flags/checkout')
    expect(body).toMatchObject({ offVariant: null, rules: [{ enabled: true }, { enabled: false }, { enabled: true }] })
  })

  it('asks for a change at a time', async () => {
    const page = await open('checkout', 'development')
    await page.getByRole('switch', { name: 'The flag is off' }).click({ force: true })
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByRole('radio', { name: 'At a time, by itself' }).check()
    await page.getByRole('button', { name: 'Ask for this change in Development' }).click()
    await page.getByText(/^Ana Admin, .* to be applied/).waitFor()
    const { body } = await console.stack.api('/environments/development/requests')
    expect(body).toMatchObject({ items: [{ flag: 'checkout', change: { enabled: true } }] })
  })

  it('asks for approval where an environment is protected, and turns off at once all the same', async () => {
    const protecting = { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } } as const
    expect((await console.stack.api('/environments/production', protecting)).status).toBe(200)
    const page = await open('checkout')
    await page.getByRole('button', { name: 'More for rule 1' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Review and save' }).click()
    await page.getByText('1 other person has to approve this first').waitFor()
    await page.getByRole('button', { name: 'Ask for this change in Production' }).click()
    await page.getByText('1 change request is open').first().waitFor()
    await page.getByRole('button', { name: 'Turn off now' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('without review and without approval').waitFor()
    await dialog.getByRole('button', { name: 'Turn off now' }).click()
    await page.getByText('checkout is off in Production.').waitFor()
    const { body } = await console.stack.api('/environments/production/flags/checkout')
    expect(body).toMatchObject({ enabled: false, rules: [{ id: 'brazil' }, { id: 'staff' }, { id: 'ramp' }] })
  })

  it('needs nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })

  it('has no fault that axe knows where it is edited', { timeout: SLOW_MS }, async () => {
    const path = '/default/development/flags/checkout'
    expect(await checkScreen(console, { name: 'flag-detail', path, settle: openRule })).toEqual([])
  })

  it('has no fault that axe knows where it is reviewed', { timeout: SLOW_MS }, async () => {
    const path = '/default/development/flags/checkout'
    expect(await checkScreen(console, { name: 'flag-review', path, settle: openReview })).toEqual([])
  })
})

async function openRule(page: Page): Promise<void> {
  const rule = page.getByRole('group', { name: /^(Rule|Regra) 1$/ })
  if ((await rule.count()) === 0) await page.getByRole('button', { name: /Add rule|Adicionar regra/ }).click()
  await rule.getByRole('slider').waitFor()
  // Where the bar covers nothing, not even half a button.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
}

async function openReview(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) return
  await page.getByRole('switch').first().press('Space')
  await page.getByRole('button', { name: /Review and save|Revisar e salvar/ }).click()
  await page.getByRole('dialog').getByRole('table').waitFor()
}
