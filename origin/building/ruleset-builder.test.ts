import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { segments } from '../db/schema/segments.ts'
import { createPublishingRepository } from '../publishing/publishing-repository.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { type BuiltRuleset, type RulesetBuilder, createRulesetBuilder } from './ruleset-builder.ts'
import { createThreadedBuilder } from './threaded-builder.ts'

interface OpenBuilder extends RulesetBuilder {
  readonly close: () => Promise<void>
}

const FLAGS = '/api/v1/projects/default/flags'
const SEGMENTS = '/api/v1/projects/default/environments/production/segments'
const GROUPS = '/api/v1/projects/default/groups'
const referTo = (segment: string) => ({ rules: [{ id: 'r', if: { segment }, serve: { variant: 'on' } }] })
const inProduction = (key: string) => `/api/v1/projects/default/environments/production/flags/${key}`

const builders: [string, (origin: TestOrigin, file: string) => OpenBuilder][] = [
  [
    'where it is called',
    ({ open }) => ({
      ...createRulesetBuilder(createPublishingRepository(open.database)),
      close: () => Promise.resolve(),
    }),
  ],
  ['in a thread', (_origin, file) => createThreadedBuilder(file)],
]

const segmentsIn = ({ body }: BuiltRuleset): readonly string[] => {
  const [header = ''] = gunzipSync(Buffer.from(body, 'base64')).toString().split('\n')
  return (JSON.parse(header) as { segments: [string, number][] }).segments.map(([key]) => key)
}

describe.each(builders)('building a ruleset %s', (_name, openBuilder) => {
  let directory: string
  let origin: TestOrigin
  let builder: OpenBuilder
  let environmentId: string
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'building-'))
    const file = join(directory, 'origin.sqlite')
    origin = await startTestOrigin({ file })
    builder = openBuilder(origin, file)
    const rows = origin.open.database.select().from(environments).all()
    environmentId = rows.find(({ key }) => key === 'production')?.id ?? ''
  })
  afterEach(async () => {
    await builder.close()
    await origin.close()
    rmSync(directory, { recursive: true })
  })

  const build = async (): Promise<BuiltRuleset> => {
    const { result } = await builder.build(environmentId)
    if (!result.ok) throw new Error('expected a ruleset')
    return result.value
  }

  const change = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await origin.call(method, path, { headers: { 'If-Match': '*' }, ...(body ? { body } : {}) })
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
  }

  const addFlag = (key: string) => change('POST', FLAGS, { key, type: 'boolean' })

  const configure = (key: string, rule: object): void => {
    const { id = 0 } = origin.open.database.select().from(flags).where(eq(flags.key, key)).get() ?? {}
    const rules = [{ id: 'r', enabled: true, createdAtMs: 1, updatedAtMs: 1, serve: { variant: 'on' }, ...rule }]
    origin.open.database
      .update(configurations)
      .set({ enabled: true, rules, version: 9 })
      .where(eq(configurations.flagId, id))
      .run()
  }

  it('makes a body that edges can read, and counts its flags', async () => {
    await addFlag('colour')
    const built = await build()
    const compiled = compileRuleset(Uint8Array.from(gunzipSync(Buffer.from(built.body, 'base64'))))
    expect(compiled).toMatchObject({ ok: true, value: { version: built.version, flagKeys: ['colour'] } })
    expect(built).toMatchObject({ flags: 1, broken: [] })
  })

  it('builds from what it kept exactly what it would build from nothing', async () => {
    const steps = [
      () => addFlag('b'),
      () => addFlag('a'),
      () => change('PATCH', `${FLAGS}/b`, { clientVisible: true }),
      () => change('PATCH', inProduction('b'), { enabled: true, offVariant: 'off' }),
      () => change('POST', `${FLAGS}/b/resalt`, {}),
      () => change('DELETE', `${FLAGS}/a`),
      () => change('POST', FLAGS, { key: 'a', type: 'boolean', reuseDeletedKey: true }),
      () => change('PATCH', '/api/v1/projects/default/environments/production', { settings: { userIds: 'plain' } }),
    ]
    for (const step of steps) {
      await step()
      const fresh = await createRulesetBuilder(createPublishingRepository(origin.open.database)).build(environmentId)
      expect(await builder.build(environmentId)).toEqual(fresh)
    }
  })

  it('takes along the segments that flags refer to, also through others, and no other ones', async () => {
    await addFlag('a')
    await change('POST', SEGMENTS, { key: 'inner', included: ['ann'] })
    await change('POST', SEGMENTS, { key: 'outer', rules: [{ segment: 'inner' }] })
    await change('POST', SEGMENTS, { key: 'unused' })
    await change('PATCH', inProduction('a'), referTo('outer'))
    expect(segmentsIn(await build())).toEqual(['inner', 'outer'])
    await change('PATCH', inProduction('a'), { rules: [] })
    expect(segmentsIn(await build())).toEqual([])
  })

  it('builds segments from what it kept exactly as from nothing', async () => {
    await addFlag('a')
    const steps = [
      () => change('POST', SEGMENTS, { key: 'inner', included: ['ann'] }),
      () => change('POST', SEGMENTS, { key: 'outer', rules: [{ segment: 'inner' }] }),
      () => change('PATCH', inProduction('a'), referTo('outer')),
      () => change('PATCH', `${SEGMENTS}/inner`, { excluded: ['bob'] }),
      () => change('PATCH', `${SEGMENTS}/outer`, { rules: [] }),
      () => change('DELETE', `${SEGMENTS}/inner`),
      () => change('POST', SEGMENTS, { key: 'inner', included: ['eve'] }),
      () => change('PATCH', `${SEGMENTS}/outer`, { rules: [{ segment: 'inner' }] }),
    ]
    for (const step of steps) {
      await step()
      const fresh = await createRulesetBuilder(createPublishingRepository(origin.open.database)).build(environmentId)
      expect(await builder.build(environmentId)).toEqual(fresh)
    }
  })

  it('builds groups from what it kept exactly as from nothing', async () => {
    await addFlag('a')
    const rule = { id: 'r', group: { key: 'g', slot: 'x' }, holdout: 'h', serve: { variant: 'on' } }
    const steps = [
      () => change('POST', GROUPS, { kind: 'exclusion', key: 'g', slots: [{ key: 'x', share: 1 }] }),
      () => change('POST', GROUPS, { kind: 'holdout', key: 'h', share: 1 }),
      () => change('PATCH', inProduction('a'), { rules: [rule] }),
      () => change('PATCH', `${GROUPS}/g`, { slots: [{ key: 'x', share: 2 }] }),
      () => change('POST', `${GROUPS}/h/resalt`),
      () => change('PATCH', inProduction('a'), { rules: [] }),
      () => change('DELETE', `${GROUPS}/h`),
      () => change('POST', GROUPS, { kind: 'holdout', key: 'h', share: 3 }),
      () => change('PATCH', inProduction('a'), { rules: [rule] }),
    ]
    for (const step of steps) {
      await step()
      const fresh = await createRulesetBuilder(createPublishingRepository(origin.open.database)).build(environmentId)
      expect(await builder.build(environmentId)).toEqual(fresh)
    }
    expect(segmentsIn(await build())).toEqual(['group:g/x', 'holdout:h'])
  })

  it('notices that a flag is broken by a segment that changed', async () => {
    await addFlag('a')
    await change('POST', SEGMENTS, { key: 'outer' })
    await change('PATCH', inProduction('a'), referTo('outer'))
    expect((await build()).broken).toEqual([])
    origin.open.database
      .update(segments)
      .set({ rules: [{ segment: 'nobody' }], version: 9 })
      .run()
    expect((await build()).broken.map(({ flagKey }) => flagKey)).toEqual(['a'])
  })

  it('reads patterns as edges do: only those that are none are broken', async () => {
    for (const key of ['good', 'bad', 'needy']) await addFlag(key)
    configure('good', { if: { attribute: 'email', operator: 'matches', pattern: '@acme\\.com$' } })
    configure('bad', { if: { attribute: 'email', operator: 'matches', pattern: '(' } })
    configure('needy', { if: { flag: 'bad', variants: ['on'] } })
    const { broken } = await build()
    expect(broken.map(({ flagKey }) => flagKey)).toEqual(['bad', 'needy'])
    expect(broken[0]?.reason).toContain('missing closing )')
  })

  it('notices that a flag is broken by another one that changed', async () => {
    for (const key of ['needed', 'needy']) await addFlag(key)
    configure('needy', { if: { flag: 'needed', variants: ['on'] } })
    expect((await build()).broken).toEqual([])
    configure('needed', { if: { attribute: 'email', operator: 'matches', pattern: '(' } })
    expect((await build()).broken.map(({ flagKey }) => flagKey)).toEqual(['needed', 'needy'])
  })

  it('rejects for an environment that there is not, and goes on', async () => {
    await expect(builder.build('zzzzzzzzzzzz')).rejects.toThrow('no environment zzzzzzzzzzzz')
    expect((await build()).flags).toBe(0)
  })
})
