import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configure, createFlag } from '../harness/stack.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

/** Eight looks at a screen, each with its audit. */
const LOOKING_MS = 300_000
const PATH = '/default/production/compare?from=development&to=production'
const RULE = { id: 'brazil', if: { attribute: 'country', operator: 'equals', value: 'BR' }, serve: { variant: 'on' } }

describe('comparing and promoting', () => {
  let console: ConsoleUnderTest

  beforeAll(async () => {
    console = await startConsole()
    const { stack } = console
    await stack.api('/flags', { body: { key: 'alike', type: 'boolean' } })
  })

  afterAll(() => console?.stop())

  const inDevelopment = (flag: string, body: object) =>
    console.stack.api(`/environments/development/flags/${encodeURIComponent(flag)}`, { method: 'PATCH', body })
  const open = async (flag: string) => {
    await console.page.goto(`${console.url}${PATH}&flag=${encodeURIComponent(flag)}`)
    await console.page.getByRole('button', { name: 'Promote to Production…' }).waitFor()
    return console.page
  }

  it('says that two environments do the same, and that one is not two', async () => {
    const { page, url } = console
    await page.goto(`${url}/default/production/compare`)
    await page.getByText('Every flag does the same in').waitFor()
    await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('Development')
    await page.getByRole('combobox', { name: 'From', exact: true }).selectOption('Development')
    await page.getByText('These are the same environment').waitFor()
    expect(new URL(page.url()).search).toBe('?from=development&to=development')
  })

  it('shows what differs, flag by flag, and promotes it when it was reviewed, by keyboard alone', async () => {
    const { page, url, stack } = console
    await createFlag(stack, { key: 'checkout', type: 'boolean' }, { enabled: false })
    await inDevelopment('checkout', { enabled: true, rules: [RULE] })
    await page.goto(url + PATH)
    await page.getByText('1 flag does not do the same in Development and Production.').waitFor()
    await page.getByRole('button', { name: 'checkout' }).press('Enter')
    await page.getByText('Turn the flag on in Production').waitFor()
    await page.getByRole('button', { name: 'Promote to Production…' }).press('Enter')
    const review = page.getByRole('dialog')
    await review.getByText('If country is BR → serve on').waitFor()
    await review.getByRole('textbox', { name: 'Reason' }).pressSequentially('tried out')
    await review.getByRole('button', { name: 'Promote to Production', exact: true }).press('Enter')
    await page.getByText('Every flag does the same in Development and Production').waitFor()
    const { body } = await stack.api('/environments/production/flags/checkout')
    expect(body).toMatchObject({ enabled: true, rules: [RULE] })
    const [version] = (await stack.api('/environments/production/flags/checkout/versions')).body.items
    expect(version).toMatchObject({ action: 'configuration.promote', reason: 'tried out' })
  })

  it('says why a flag cannot be promoted', async () => {
    const { stack } = console
    await stack.api('/environments/development/segments', { body: { key: 'testers' } })
    await inDevelopment('alike', { rules: [{ id: 'testers', if: { segment: 'testers' }, serve: { variant: 'on' } }] })
    const page = await open('alike')
    await page.getByRole('alert').getByText('It cannot be promoted as it is').waitFor()
    expect(await page.getByRole('button', { name: 'Promote to Production…' }).isDisabled()).toBe(true)
    await inDevelopment('alike', { rules: [], enabled: true })
  })

  it.each(['development', 'production'])(
    'shows what somebody saved meanwhile in %s before it promotes',
    async (where) => {
      const { stack } = console
      await inDevelopment('alike', { enabled: true, offVariant: 'off' })
      await configure(stack, 'alike', { enabled: false, offVariant: 'off' })
      const page = await open('alike')
      await page.getByRole('button', { name: 'Promote to Production…' }).click()
      const path = `/environments/${where}/flags/alike`
      await stack.api(path, { method: 'PATCH', body: { offVariant: 'on' } })
      const review = page.getByRole('dialog')
      await review.getByRole('button', { name: 'Promote to Production', exact: true }).click()
      await review.getByRole('button', { name: 'See the difference' }).click()
      await review.getByText(where === 'production' ? 'on → off' : 'off → on', { exact: true }).waitFor()
      await review.getByRole('button', { name: 'Promote to Production', exact: true }).click()
      await page.getByText('alike does in Production what it does in Development.').waitFor()
      const { body } = await stack.api('/environments/production/flags/alike')
      expect(body).toMatchObject({ enabled: true, offVariant: where === 'production' ? 'off' : 'on' })
    },
  )

  it('asks others first where the environment that receives is protected', async () => {
    const { stack } = console
    const protecting = { method: 'PATCH', body: { protected: true, requiredApprovals: 1 } } as const
    expect((await stack.api('/environments/production', protecting)).status).toBe(200)
    await inDevelopment('alike', { enabled: false })
    const page = await open('alike')
    await page.getByRole('button', { name: 'Promote to Production…' }).click()
    await page.getByText('1 other person has to approve this first').waitFor()
    await page.getByRole('button', { name: 'Ask for this change in Production' }).click()
    await page.getByText('The change was asked for.').waitFor()
    const { body } = await stack.api('/environments/production/requests')
    expect(body).toMatchObject({ items: [{ flag: 'alike', change: { enabled: false } }] })
  })

  it('needs nothing that the policy of the page refuses', () => {
    expect(console.refusals).toEqual([])
  })

  it('has no fault that axe knows', { timeout: LOOKING_MS }, async () => {
    const settle = (page: typeof console.page) => page.getByRole('tab').first().waitFor()
    expect(await checkScreen(console, { name: 'compare', path: `${PATH}&flag=alike`, settle })).toEqual([])
  })
})
