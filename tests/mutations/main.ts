import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mutation, mutations } from './mutations.ts'

/**
 * Breaks a copy of the evaluator in one place after the other; the conformance cases must notice each time. Prints what
 * they did not notice and fails then, or when a mutation finds nothing to change any more.
 */
const root = new URL('../../', import.meta.url).pathname
const waiting = [...mutations()]
const total = waiting.length
const survivors: Mutation[] = []

if (!(await inCopy((copy) => passes(copy)))) throw new Error('the cases fail without any mutation')
await Promise.all(Array.from({ length: availableParallelism() }, () => inCopy(work)))
for (const { file, find, replace } of survivors) process.stdout.write(`unnoticed: ${file}: ${find} -> ${replace}\n`)
process.stdout.write(`${total - survivors.length} of ${total} mutations were noticed\n`)
process.exitCode = survivors.length === 0 ? 0 : 1

async function work(copy: string): Promise<void> {
  for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
    const path = join(copy, 'shared', mutation.file)
    const original = await readFile(path, 'utf8')
    if (!original.includes(mutation.find)) throw new Error(`${mutation.file} has no ${mutation.find}`)
    await writeFile(
      path,
      original.replace(mutation.find, () => mutation.replace),
    )
    if (await passes(copy)) survivors.push(mutation)
    await writeFile(path, original)
  }
}

async function inCopy<T>(use: (copy: string) => Promise<T>): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'mutations-'))
  await cp(join(root, 'shared'), join(copy, 'shared'), { recursive: true })
  await mkdir(join(copy, 'tests/conformance'), { recursive: true })
  await cp(join(root, 'tests/conformance/run-conformance.ts'), join(copy, 'tests/conformance/run-conformance.ts'))
  await cp(join(root, 'package.json'), join(copy, 'package.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  try {
    return await use(copy)
  } finally {
    await rm(copy, { recursive: true })
  }
}

/** Whether the cases pass in a copy; one that does not even start has been noticed too. */
function passes(copy: string): Promise<boolean> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/conformance/run-conformance.ts'], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 60_000,
  })
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
}
