import { expect, it } from 'vitest'
import { reportOf } from './report-of.ts'

const drill = { name: 'F3', title: 'Redis emptied' } as const

it('is one line when all is well', () => {
  const findings = { figures: { requests: 2_000, p99: '3.1 ms' }, problems: [] }
  expect(reportOf(drill, findings, 12_345)).toBe('pass F3  Redis emptied · requests 2000 · p99 3.1 ms · 12 s\n')
})

it('has a line for everything that is wrong or was not judged', () => {
  const findings = { figures: {}, problems: ['1 failed'], notes: ['the machine stood still'] }
  expect(reportOf(drill, findings, 400)).toBe(
    'FAIL F3  Redis emptied · 0 s\n     wrong: 1 failed\n     not judged: the machine stood still\n',
  )
})
