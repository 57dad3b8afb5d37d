import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routesOf } from '../testing/routes-of.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { API_PATH, type OpenApiDocument } from './openapi-document.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

describe('the OpenAPI document', () => {
  let origin: TestOrigin
  let document: OpenApiDocument
  beforeAll(async () => {
    origin = await startTestOrigin()
    document = (await origin.call('GET', '/openapi.json', { key: null })).json as OpenApiDocument
  })
  afterAll(() => origin.close())

  const operations = () =>
    Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      METHODS.flatMap((method) => (item[method] === undefined ? [] : [{ path, method, operation: item[method] }])),
    )

  it('has every route of the management API, and no other', () => {
    const documented = operations().map(
      ({ path, method }) => `${method.toUpperCase()} ${API_PATH}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    )
    const routes = routesOf(origin.app).filter((route) => route.split(' ')[1]?.startsWith(API_PATH))
    expect(documented.toSorted()).toEqual(routes.toSorted())
  })

  it('names each operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says how each operation refuses, as a problem', () => {
    for (const { operation } of operations()) {
      expect(operation.responses?.['401']).toHaveProperty(['content', 'application/problem+json'])
    }
  })
})
