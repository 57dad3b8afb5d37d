import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../harness/http.ts'
import { createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a screen, each with its audit. */
const LOOKING_MS = 300_000
const FLAG = 'checkout/new'
const PATH = `/default/production/flags/${encodeURIComponent(FLAG)}/usage`
const RULES = [
  { id: 'brazil', if: { attribute: 'country', operator: 'equals', value: 'BR' }, serve: { variant: 'on' } },
]

describe('the usage of a flag', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    const flag = { key: FLAG, type: 'boolean', clientVisible: true }
    await createFlag(stack, flag, { enabled: true, rules: RULES, defaultServe: { variant: 'off' } })
    await createFlag(stack, { key: 'quiet', type: 'boolean' }, { enabled: false })
  })

  afterAll(() => console?.stop())

  it('teaches how evaluations come while there are none, and leads there', async () => {
    const { page, url } = console
    await page.goto(`${url}/default/production/flags/quiet`)
    await page.getByRole('navigation', { name: 'This flag' }).getByRole('link', { name: 'Usage' }).press('Enter')
    await page.getByText('Nobody asked for it: 24 hours').waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
    await page.getByRole('link', { name: 'Connect your code' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Connect quiet' }).waitFor()
  })

  it('shows by itself what was answered, and fetches of everything apart from it', async () => {
    const { page, url, stack } = console
    await page.goto(`${url}${PATH}?range=1h`)
    await page.getByText('Nobody asked for it: Last hour').waitFor()
    for (const country of ['BR', 'BR', 'PT']) await stack.evaluate(FLAG, { targetingKey: 'ann', country })
    const key = stack.keys.server
    await call(`${stack.edge}/ofrep/v1/evaluate/flags`, { key, body: { context: { targetingKey: 'ann' } } })
    const variants = page.getByRole('table', { name: 'Variant', exact: true })
    await variants.getByRole('row', { name: /^on 2/ }).waitFor()
    await variants.getByRole('row', { name: /^off 1/ }).waitFor()
    await page.getByRole('heading', { level: 2, name: 'Bulk fetches' }).waitFor()
    expect(await variants.getByRole('row').count()).toBe(3)
  })

  it('tells apart by reason and by rule, and keeps the choice in the address', async () => {
    const { page } = console
    await page.getByRole('radio', { name: 'By rule' }).press(' ')
    const rules = page.getByRole('table', { name: 'Rule', exact: true })
    await rules.getByRole('row', { name: /^Rule 1 If country is BR → serve on 2/ }).waitFor()
    await rules.getByRole('row', { name: /^No rule .* 1/ }).waitFor()
    await page.reload()
    await rules.waitFor()
    await page.getByText('By reason').click()
    await page.getByRole('table', { name: 'Reason' }).getByText('TARGETING_MATCH').waitFor()
    expect(new URL(page.url()).search).toBe('?range=1h&by=reasons')
  })

  it('has the numbers of every chart as a table', async () => {
    const { page } = console
    const [first, second] = await page.getByRole('button', { name: 'Show every time as a table' }).all()
    await second?.press('Enter')
    await first?.press('Enter')
    const fetches = page.getByRole('table', { name: 'Bulk fetches over time' }).getByRole('row')
    const reasons = page.getByRole('table', { name: 'Evaluations over time, By reason' }).getByRole('row')
    await Promise.all([fetches.nth(1).waitFor(), reasons.nth(1).waitFor()])
    expect(await fetches.nth(1).textContent()).toMatch(/1$/)
  })

  it('says that the numbers cannot be had, and offers to try again', async () => {
    const { page, url } = console
    await page.route('**/usage?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 503, code: 'usage_unavailable', title: 'Usage cannot be read' }),
      }),
    )
    await page.goto(url + PATH)
    await page.getByRole('alert').getByText('Usage cannot be read').waitFor()
    await page.unroute('**/usage?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 2, name: 'Evaluations over time' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('needs nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })

  it('has no fault that axe knows', { timeout: LOOKING_MS }, async () => {
    const settle = (page: typeof console.page) => page.getByRole('table').first().waitFor()
    expect(await checkScreen(console, { name: 'usage', path: `${PATH}?range=1h`, settle })).toEqual([])
  })
})
