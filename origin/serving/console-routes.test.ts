import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Listening, serve } from '../http/serve.ts'
import { addConsoleRoutes } from './console-routes.ts'

const PAGE = '<!doctype html><meta name="nonce" content="%NONCE%">'

let folder: string
let listening: Listening

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'togglemaster-console-'))
  const app = express()
  addConsoleRoutes(app, { edgeUrl: 'https://edge.example', folder: join(folder, 'built') })
  listening = await serve(app, '127.0.0.1', 0)
})
afterEach(async () => {
  await listening.close(0)
  rmSync(folder, { recursive: true })
})

const get = (path: string) => fetch(`http://127.0.0.1:${listening.port}/console${path}`)

function build(page: string): void {
  mkdirSync(join(folder, 'built', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'built', 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'built', 'index.html'), page)
}

describe('the console', () => {
  it('says how it is built where it is not, and has no files', async () => {
    const page = await get('/')
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('npm run build:console')
    expect((await get('/assets/main-1a2b.js')).status).toBe(404)
  })

  it('is served as soon as it is built', async () => {
    await get('/')
    build(PAGE)
    expect((await get('/')).status).toBe(200)
    const file = await get('/assets/main-1a2b.js')
    expect(file.status).toBe(200)
    expect(file.headers.get('cache-control')).toContain('immutable')
  })

  it('is one page for every address, never kept, with a nonce of its own and a policy that names it', async () => {
    build(PAGE)
    const pages = await Promise.all(['/', '/default/production/flags/x'].map(get))
    const nonces = await Promise.all(
      pages.map(async (page) => /content="([^"]+)"/.exec(await page.text())?.[1] ?? 'none'),
    )
    expect(new Set(nonces).size).toBe(2)
    for (const [i, page] of pages.entries()) {
      expect(page.headers.get('cache-control')).toBe('no-cache')
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonces[i]}'`)
    }
  })

  it('does not answer for a file that is not there with a page', async () => {
    build(PAGE)
    expect((await get('/assets/gone-1a2b.js')).status).toBe(404)
  })
})
