import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure, createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a screen, each with its audit. */
const LOOKING_MS = 300_000
const FLAG = 'checkout/new'
const PATH = `/default/production/flags/${encodeURIComponent(FLAG)}/history`
const API = `/environments/production/flags/${encodeURIComponent(FLAG)}`
const RULE = { id: 'brazil', if: { attribute: 'country', operator: 'equals', value: 'BR' }, serve: { variant: 'on' } }

describe('history', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    await createFlag(stack, { key: FLAG, type: 'boolean' }, { enabled: true, rules: [RULE] })
    await stack.api(`${API}?reason=Brazil%20waits`, { method: 'PATCH', body: { rules: [] } })
  })

  afterAll(() => console?.stop())

  const open = async (version: number) => {
    await console.page.goto(`${console.url}${PATH}?version=${version}`)
    await console.page.getByRole('tab', { name: 'In words' }).first().waitFor()
    return console.page
  }

  it('teaches what a version is while nobody has changed the flag', async () => {
    const { page, url } = console
    await page.goto(`${url}/default/development/flags/${encodeURIComponent(FLAG)}`)
    await page.getByRole('navigation', { name: 'This flag' }).getByRole('link', { name: 'History' }).press('Enter')
    await page.getByText('Nobody changed it in Development yet').waitFor()
    expect(await page.getByRole('list', { name: 'Versions' }).count()).toBe(0)
  })

  it('says who made each version, why, and what it changed, by keyboard alone and in the address', async () => {
    const { page, url } = console
    await page.goto(url + PATH)
    const newest = page.getByRole('button', { name: /^Version 3/ })
    expect(await newest.textContent()).toMatch(/changed.*In force now.*The master key.*by the API.*“Brazil waits”/)
    await newest.press('Enter')
    await page.getByText('Rule 1 is removed').waitFor()
    expect(new URL(page.url()).search).toBe('?version=3')
    await page.getByRole('button', { name: 'Version 1, as it came with the flag' }).press('Enter')
    await page.getByText('New rule 1').waitFor({ state: 'detached' })
    await page.getByText('From what is in force now, version 3, to what version 1 says.').waitFor()
    await page.getByText('Turn the flag off in Production').waitFor()
  })

  it('goes back to an earlier version when it was reviewed', async () => {
    const page = await open(2)
    await page.getByRole('heading', { name: 'What restoring it does' }).waitFor()
    await page.getByText('Turn the flag on in Production').waitFor()
    expect(await page.getByText('New rule 1').count()).toBe(2)
    await page.getByRole('button', { name: 'Restore version 2…' }).click()
    const review = page.getByRole('dialog')
    await review.getByText('New rule 1').waitFor()
    await review.getByRole('textbox', { name: 'Reason' }).fill('Brazil again')
    await review.getByRole('button', { name: 'Restore in Production' }).click()
    await page.getByRole('button', { name: /^Version 4 restored .*Ana Admin .* in the console/ }).waitFor()
    await page.getByText('The flag does this now already').waitFor()
    expect(await page.getByRole('button', { name: 'Restore version 2…' }).count()).toBe(0)
    expect((await console.stack.api(API)).body).toMatchObject({ version: 4, rules: [RULE] })
  })

  it('shows what somebody saved meanwhile before it restores', async () => {
    const page = await open(3)
    await page.getByRole('button', { name: 'Restore version 3…' }).click()
    await configure(console.stack, FLAG, { offVariant: null })
    const review = page.getByRole('dialog')
    await review.getByRole('button', { name: 'Restore in Production' }).click()
    await review.getByText(/^Changed .* by/).waitFor()
    await review.getByRole('button', { name: 'See the difference' }).click()
    await review.getByText('The default in your code → off').waitFor()
    await review.getByRole('button', { name: 'Restore in Production' }).click()
    await page.getByRole('button', { name: /^Version 6 restored/ }).waitFor()
    expect((await console.stack.api(API)).body).toMatchObject({ version: 6, rules: [], offVariant: 'off' })
  })

  it('lists every change of the project, and leads to the version that it made', async () => {
    const { page, url } = console
    await page.goto(`${url}/default/production/history`)
    await page
      .getByRole('button', { name: /Targeting: restored/ })
      .first()
      .press('Enter')
    await page.getByRole('link', { name: `See ${FLAG} at that time in Production` }).press('Enter')
    await page.getByRole('button', { name: /^Version 6/, expanded: true }).waitFor()
    expect(new URL(page.url()).search).toBe('?version=6')
  })

  it('finds the entry that an address names, and says what it was as JSON', async () => {
    const { page, url, stack } = console
    const { items } = (await stack.api('/audit?limit=200')).body
    const { id } = items.find(({ action }: { readonly action: string }) => action === 'flag.create')
    await page.goto(`${url}/default/production/history?entry=${id}`)
    const json = page.getByRole('region', { name: 'The difference as JSON' })
    expect(await json.textContent()).toContain(`+   "key": "${FLAG}"`)
  })

  it('says that restoring is not allowed any more', async () => {
    const page = await open(2)
    await page.route('**/restore*', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 403, code: 'forbidden', title: 'You may not do that' }),
      }),
    )
    await page.getByRole('button', { name: 'Restore version 2…' }).click()
    await page.getByRole('button', { name: 'Restore in Production' }).click()
    await page.getByRole('alert').getByText('You may not do that').waitFor()
    await page.unroute('**/restore*')
    expect((await console.stack.api(API)).body.version).toBe(6)
  })

  it('asks others first where the environment is protected', async () => {
    const protecting = { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } } as const
    expect((await console.stack.api('/environments/production', protecting)).status).toBe(200)
    const page = await open(2)
    await page.getByRole('button', { name: 'Restore version 2…' }).click()
    await page.getByRole('button', { name: 'Ask for this change in Production' }).click()
    await page.getByText('The change was asked for.').waitFor()
    const { body } = await console.stack.api('/environments/production/requests')
    expect(body).toMatchObject({ items: [{ flag: FLAG, change: { rules: [RULE] } }] })
  })

  it('needs nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })

  it('has no fault that axe knows', { timeout: LOOKING_MS }, async () => {
    const settle = (page: typeof console.page) => page.getByRole('tab').first().waitFor()
    expect(await checkScreen(console, { name: 'flag-history', path: `${PATH}?version=2`, settle })).toEqual([])
  })

  it('has no fault that axe knows in the history of the project', { timeout: LOOKING_MS }, async () => {
    const settle = (page: typeof console.page) => page.getByRole('list', { name: /^(Changes|Mudanças)/ }).waitFor()
    const path = '/default/production/history'
    expect(await checkScreen(console, { name: 'history', path, settle })).toEqual([])
  })
})
