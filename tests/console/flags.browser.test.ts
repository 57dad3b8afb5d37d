import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../harness/eventually.ts'
import { checkScreen } from './harness/check-screen.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const PATH = '/default/production/flags'

describe('the list of flags', () => {
  let console: ConsoleUnderTest
  const isOn = async (flag: string): Promise<unknown> =>
    ((await console.stack.api(`/environments/production/flags/${flag}`)).body as { enabled: boolean }).enabled

  beforeAll(async () => {
    console = await startConsole()
    const { api, evaluate } = console.stack
    await api('/flags', { body: { key: 'checkout', type: 'boolean', tags: ['web'], owner: 'Ana' } })
    await api('/flags', { body: { key: 'banner', type: 'boolean', description: '<img src=x onerror=alert(1)>' } })
    await api('/flags', { body: { key: 'search', type: 'boolean', clientVisible: true } })
    await evaluate('checkout', { targetingKey: 'ann' })
    await console.page.goto(console.url + PATH)
  })

  afterAll(() => console?.stop())

  it('has no fault that axe knows, in both themes and languages, wide and narrow', async () => {
    expect(await checkScreen(console, { name: 'flags', path: PATH })).toEqual([])
  })

  it('asks for its flags before it knows who is there', async () => {
    const { page } = console
    const meanwhile = page.waitForRequest((request) => request.url().includes('/api/v1/projects/default/flags?'))
    await page.route('**/api/v1/me', async (route) => {
      await meanwhile
      await route.continue()
    })
    await page.reload()
    await page.getByRole('row', { name: /checkout/ }).waitFor()
    expect(new URL((await meanwhile).url()).searchParams.get('state')).toBe('live')
    await page.unroute('**/api/v1/me')
  })

  it('turns a flag on when the origin has it, and undoes that', async () => {
    const { page } = console
    const checkout = page.getByRole('switch', { name: 'checkout in Production' })
    await checkout.press('Space')
    await page.getByText('checkout is on in Production').waitFor()
    expect([await checkout.isChecked(), await isOn('checkout')]).toEqual([true, true])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Undone').waitFor()
    expect([await checkout.isChecked(), await isOn('checkout')]).toEqual([false, false])
  })

  it('asks, with the change, before it turns off a flag of a protected environment', async () => {
    const { page, stack } = console
    await stack.api('/environments/production/flags/banner', { method: 'PATCH', body: { enabled: true } })
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true } })
    await page.reload()
    await page.getByRole('switch', { name: 'banner in Production' }).press('Space')
    await page.getByRole('dialog').getByText('banner in Production: On → Off').waitFor()
    expect(await isOn('banner')).toBe(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
    await page.getByText('banner is off in Production').waitFor()
    expect(await isOn('banner')).toBe(false)
  })

  it('sends for approval what turns one on there', async () => {
    const { page, stack } = console
    await page.getByRole('switch', { name: 'banner in Production' }).press('Space')
    await page.getByRole('dialog').getByRole('button', { name: 'Send for approval' }).click()
    await page.getByText('Change request sent').waitFor()
    expect(await isOn('banner')).toBe(false)
    const { items } = (await stack.api('/environments/production/requests')).body as { items: unknown[] }
    expect(items).toMatchObject([{ flag: 'banner', state: 'open' }])
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: false } })
  })

  it('keeps search and filters in the address', async () => {
    const { page } = console
    await page.getByRole('searchbox').fill('ban')
    await page.getByText('1 of 3 flags').waitFor()
    expect(new URL(page.url()).search).toBe('?q=ban')
    await page.goto(`${console.url}${PATH}?tag=web`)
    await page.getByText('1 of 3 flags').waitFor()
    expect(await page.getByRole('link', { name: 'checkout' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Clear filters', exact: true }).click()
    await page.getByText('3 flags', { exact: true }).waitFor()
  })

  it('tags and archives several at once', async () => {
    const { page, stack } = console
    await page.getByRole('checkbox', { name: 'Select checkout' }).check()
    await page.getByRole('checkbox', { name: 'Select search' }).check()
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await page.getByLabel('Tag to add').fill('summer')
    await page.getByRole('dialog').getByRole('button', { name: 'Add a tag' }).click()
    await page.getByText('2 flags changed').waitFor()
    expect((await stack.api('/flags/checkout')).body).toMatchObject({ tags: ['summer', 'web'] })
    await page.getByRole('checkbox', { name: 'Select search' }).check()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('dialog').getByText('search').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    await page.getByText('2 flags', { exact: true }).waitFor()
    expect((await stack.api('/flags/search')).body).toMatchObject({ archivedAt: expect.any(String) })
  })

  it('archives what one may archive alone, and asks others for the rest', async () => {
    const { page, stack } = console
    await stack.api('/flags', { body: { key: 'loose', type: 'boolean' } })
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: true } })
    await page.reload()
    await page.getByRole('checkbox', { name: 'Select loose' }).check()
    await page.getByRole('checkbox', { name: 'Select checkout' }).check()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    const dialog = page.getByRole('dialog', { name: '1 flag needs approval' })
    await dialog.getByRole('link', { name: 'checkout' }).waitFor()
    expect((await stack.api('/flags/loose')).body).toMatchObject({ archivedAt: expect.any(String) })
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('nobody asks for it')
    await dialog.getByRole('button', { name: 'Send for approval' }).click()
    await page.getByText('1 change request sent').waitFor()
    expect((await stack.api('/environments/production/requests?state=open')).body.items).toContainEqual(
      expect.objectContaining({ flagEverywhere: 'checkout', change: { archived: true }, reason: 'nobody asks for it' }),
    )
    await stack.api('/environments/production', { method: 'PATCH', body: { protected: false } })
  })

  it('shows that a flag is used', async () => {
    const { page } = console
    const shown = await eventually(
      async () => {
        await page.reload()
        await page
          .getByRole('row', { name: /checkout/ })
          .getByRole('img')
          .waitFor()
        return page.getByRole('row', { name: /checkout/ }).textContent()
      },
      (text) => text?.includes('this hour') === true,
      20_000,
    )
    expect(shown).toContain('this hour')
  })

  it('needs nothing that its policy refuses', () => {
    expect(console.refusals).toEqual([])
  })
})
