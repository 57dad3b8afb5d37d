import { describe, expect, it } from 'vitest'
import { createOperationTable } from './operation-table.ts'

const table = createOperationTable([
  { method: 'get', path: '/projects' },
  { method: 'get', path: '/projects/{project}' },
  { method: 'delete', path: '/projects/{project}' },
  { method: 'get', path: '/projects/{project}/flags/all' },
  { method: 'get', path: '/projects/{project}/flags/{flag}' },
])

function look(method: string, path: string): unknown {
  const found = table.find(method, path)
  return found && [found.operation.method, found.route, found.readParams()]
}

describe('the table of operations', () => {
  it.each([
    ['GET', '/projects', ['get', '/projects', {}]],
    ['HEAD', '/projects', ['get', '/projects', {}]],
    ['GET', '/projects/a', ['get', '/projects/:project', { project: 'a' }]],
    ['DELETE', '/projects/a', ['delete', '/projects/:project', { project: 'a' }]],
    ['GET', '/projects/a/flags/b', ['get', '/projects/:project/flags/:flag', { project: 'a', flag: 'b' }]],
    ['GET', '/projects/a%2Fb', ['get', '/projects/:project', { project: 'a/b' }]],
  ])('finds what %s %s is for', (method, path, expected) => {
    expect(look(method, path)).toEqual(expected)
  })

  it('gives a call to the first of two that fit', () => {
    expect(look('GET', '/projects/a/flags/all')).toEqual(['get', '/projects/:project/flags/all', { project: 'a' }])
  })

  it.each([
    ['GET', '/'],
    ['GET', ''],
    ['GET', '/projects/'],
    ['GET', '/projects//flags/b'],
    ['GET', '/PROJECTS'],
    ['GET', '/projects/a/'],
    ['POST', '/projects'],
    ['OPTIONS', '/projects'],
    ['GET', '/projects/a/flags/b/c'],
  ])('finds nothing for %s %s', (method, path) => {
    expect(look(method, path)).toBeUndefined()
  })

  it('refuses a name that is no percent-encoded UTF-8, once somebody asks for the names', () => {
    const found = table.find('GET', '/projects/%ff')
    expect(found).toBeDefined()
    expect(() => found?.readParams()).toThrow('expected percent-encoded UTF-8')
  })

  it('says all that it has', () => {
    expect(table.routes).toContain('DELETE /projects/:project')
    expect(table.routes).toHaveLength(5)
  })
})
