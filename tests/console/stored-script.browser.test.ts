import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../harness/eventually.ts'
import type { CallOptions } from '../harness/http.ts'
import { signInAs } from './harness/sign-in-as.ts'
import { type ConsoleUnderTest, startConsole } from './harness/start-console.ts'

const MARKUP = '"><img src=x onerror=alert(1)>'
const SCRIPT = '</title><script>alert(2)</script>'
const LINK = 'javascript:alert(3)'
const WAIT_MS = 20_000

const FLAG = encodeURIComponent(MARKUP)

interface Opened {
  /** Below the project and the environment. */
  readonly path: string
  /** What was stored and has to be seen here, as text. */
  readonly texts: readonly string[]
}

/** By the folder of the screen; `{…}` is an id that is known when everything was stored. */
const SCREENS: Readonly<Record<string, Opened>> = {
  flags: { path: '/flags', texts: [MARKUP] },
  'new-flag': { path: '/flags/new', texts: [] },
  'flag-detail': { path: `/flags/${FLAG}`, texts: [MARKUP, SCRIPT, LINK] },
  'flag-settings': { path: `/flags/${FLAG}/settings`, texts: [MARKUP] },
  'flag-history': { path: `/flags/${FLAG}/history`, texts: [MARKUP] },
  usage: { path: `/flags/${FLAG}/usage`, texts: [MARKUP] },
  connect: { path: `/flags/${FLAG}/connect`, texts: [MARKUP] },
  segments: { path: '/segments', texts: [MARKUP, SCRIPT] },
  'new-segment': { path: '/segments/new', texts: [] },
  'segment-detail': { path: `/segments/${FLAG}`, texts: [MARKUP, LINK] },
  groups: { path: '/groups', texts: [MARKUP, SCRIPT] },
  'group-detail': { path: '/groups/stored', texts: [MARKUP] },
  contexts: { path: '/contexts', texts: [MARKUP, SCRIPT] },
  playground: {
    path: `/playground#${new URLSearchParams({ flag: MARKUP, context: JSON.stringify({ targetingKey: SCRIPT }) })}`,
    texts: [MARKUP],
  },
  requests: { path: '/requests', texts: [MARKUP] },
  'request-detail': { path: '/requests/{request}', texts: [MARKUP, SCRIPT] },
  history: { path: '/history', texts: [MARKUP] },
  compare: { path: '/compare', texts: [MARKUP] },
  propagation: { path: '/propagation', texts: [] },
  'unknown-flags': { path: '/unknown-flags', texts: [SCRIPT] },
  keys: { path: '/keys', texts: [MARKUP] },
  people: { path: '/people', texts: [MARKUP] },
  environments: { path: '/environments', texts: [MARKUP] },
  webhooks: { path: '/webhooks', texts: [MARKUP] },
  settings: { path: '/settings', texts: [] },
}

describe('script that was stored as text', () => {
  let console: ConsoleUnderTest
  let request = ''
  let webhook = ''
  const dialogs: string[] = []

  const store = async (path: string, options: CallOptions): Promise<{ readonly id: string }> => {
    const { status, text, body } = await console.stack.api(path, options)
    if (status >= 300) throw new Error(`${path}: ${text}`)
    return body as { id: string }
  }

  beforeAll(async () => {
    console = await startConsole()
    console.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await storeFlags()
    await storePeople()
    webhook = (await store('/webhooks', { body: { name: MARKUP, url: `http://127.0.0.1:9/${MARKUP}` } })).id
    await store('/environments/production/keys', { body: { name: MARKUP, kind: 'srv' } })
    await store('/environments/development', { method: 'PATCH', body: { name: MARKUP } })
    await store('/environments/production', { method: 'PATCH', body: { name: SCRIPT, protected: true } })
    await store('', { method: 'PATCH', body: { name: MARKUP } })
    const asked = { change: { enabled: false }, reason: SCRIPT }
    request = (await store(`/environments/production/flags/${FLAG}/requests`, { body: asked })).id
    await console.stack.evaluate(SCRIPT, { targetingKey: MARKUP })
    const unknown = () => console.stack.api('/environments/production/unknown-flags')
    await eventually(unknown, ({ body }) => (body as { items: unknown[] }).items.length > 0, WAIT_MS)
  })

  afterAll(() => console?.stop())

  const storeFlags = async (): Promise<void> => {
    await store('/environments/production/segments', {
      body: { key: MARKUP, name: MARKUP, description: SCRIPT, included: [LINK, MARKUP], excluded: [SCRIPT] },
    })
    const group = { kind: 'exclusion', key: 'stored', name: MARKUP, description: SCRIPT }
    await store('/groups', { body: { ...group, slots: [{ key: 'a', share: 50_000 }] } })
    await store('/contexts', {
      body: { name: MARKUP, context: { targetingKey: SCRIPT, [MARKUP]: { [SCRIPT]: LINK } } },
    })
    const variants = [
      { name: MARKUP, value: SCRIPT },
      { name: SCRIPT, value: LINK },
    ]
    const about = { description: SCRIPT, owner: LINK, tags: [MARKUP, LINK] }
    await store('/flags', { body: { key: MARKUP, type: 'string', variants, ...about } })
    const rules = [
      { id: 'slot', group: { key: 'stored', slot: 'a' }, if: { segment: MARKUP }, serve: { variant: MARKUP } },
      {
        id: 'text',
        if: { attribute: MARKUP, operator: 'oneOf', values: [MARKUP, SCRIPT, LINK] },
        serve: { variant: SCRIPT },
      },
    ]
    await store(`/environments/production/flags/${FLAG}?reason=${encodeURIComponent(MARKUP)}`, {
      method: 'PATCH',
      body: { enabled: true, rules, defaultServe: { variant: SCRIPT }, offVariant: MARKUP },
    })
  }

  const storePeople = async (): Promise<void> => {
    const page = await signInAs(console, { name: MARKUP, email: 'eve@example.com', role: 'approver' })
    await page.context().close()
  }

  /** What became more than text, after all of the texts are there. */
  const faultsOf = async (texts: readonly string[]): Promise<readonly string[]> => {
    const { page } = console
    await page.waitForLoadState('networkidle')
    for (const text of texts) {
      const field = page.locator(`[value*=${JSON.stringify(text)}]`)
      await page.getByText(text).or(field).first().waitFor({ state: 'attached' })
    }
    const alive = page.locator('img[src="x"], main script, title script, [href^="javascript:" i]')
    return [
      ...(await alive.evaluateAll((nodes) => nodes.map((node) => node.outerHTML))),
      ...dialogs,
      ...console.refusals,
    ]
  }

  it('is tried on every screen that there is', () => {
    const screens = readdirSync('origin/console/screens').filter((name) => name !== 'sign-in')
    expect(Object.keys(SCREENS).toSorted()).toEqual(screens.toSorted())
  })

  it.each(Object.keys(SCREENS))('is text, and runs nowhere, on the screen %s', async (screen) => {
    const { path = '', texts = [] } = SCREENS[screen] ?? {}
    await console.page.goto('about:blank')
    await console.page.goto(`${console.url}/default/production${path.replace('{request}', request)}`)
    await console.page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await faultsOf(texts)).toEqual([])
  })

  it('is text in what a webhook was told and in its address, and no address leads to script', async () => {
    const refused = await console.stack.api('/webhooks', { body: { name: 'x', url: LINK } })
    expect(refused.status).toBe(422)
    await console.page.goto(`${console.url}/default/production/webhooks?webhook=${webhook}`)
    await console.page.getByRole('heading', { level: 1, name: MARKUP }).waitFor()
    expect(await faultsOf([MARKUP])).toEqual([])
  })

  it('is text in the titles of dialogs and in the search of everything', async () => {
    const { page } = console
    await page.goto(`${console.url}/default/production/contexts`)
    await page.getByRole('button', { name: `Delete ${MARKUP}` }).click()
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: `Delete ${MARKUP}` })
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('onerror')
    await page.getByRole('dialog').getByText(MARKUP).first().waitFor()
    expect(await faultsOf([MARKUP])).toEqual([])
  })
})
