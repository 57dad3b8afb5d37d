import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeSource, createFakeSource } from '../testing/fake-source.ts'
import { createSigner } from '../testing/signing.ts'
import { type ShiftedRuntime, createInstantRuntime } from '../testing/test-runtime.ts'
import { createBreaker } from './breaker.ts'
import { type CheckDependencies, checkEnvironment } from './check-environment.ts'
import { type EnvironmentState, createEnvironmentState } from './environment-state.ts'
import { createRefusals } from './refusals.ts'
import type { SignedTexts } from './ruleset-source.ts'

const ID = 'aaaaaaaaaaaa'
const signer = await createSigner()
const log = () => undefined
let source: FakeSource
let runtime: ShiftedRuntime
let state: EnvironmentState
/** Answers of the source that a test gives when it likes, in the order of the looks. */
let answers: ((texts: SignedTexts) => void)[]
let dependencies: CheckDependencies

beforeEach(async () => {
  source = createFakeSource(signer)
  runtime = createInstantRuntime()
  state = createEnvironmentState(ID, { runtime, log })
  answers = []
  const breaker = createBreaker({ runtime, log, fields: {} })
  const readSigned = () => new Promise<SignedTexts>((resolve) => answers.push(resolve))
  const keys = signer.verificationKeys
  dependencies = { source: { ...source, readSigned }, keys, runtime, log, refusals: createRefusals(log), breaker }
  await source.publish(ID, 1, [])
  await source.grant(ID, 1, [])
})

const published = () => ({ head: source.heads.get(ID), access: source.tables.get(ID), isPublishedTo: true })

/** Two checks, the second begun a second after the first. */
function checkTwice(): [first: Promise<void>, second: Promise<void>] {
  const first = checkEnvironment(state, dependencies, 'all')
  runtime.shift(1_000)
  return [first, checkEnvironment(state, dependencies, 'all')]
}

async function checkOnce(): Promise<void> {
  const check = checkEnvironment(state, dependencies, 'all')
  answers.shift()?.(published())
  await check
}

describe('of two checks at once, the first', () => {
  beforeEach(checkOnce)

  it('says nothing of the environment when it is still verifying what the second has not found', async () => {
    const good = published()
    const [first, second] = checkTwice()
    const secondBeganAtMs = runtime.nowMs()
    // Verifying the first takes a while; the second brings what is known, and ends meanwhile.
    answers[0]?.({ ...good, head: good.head?.replace('"version":1', '"version":9') })
    answers[1]?.(good)
    await second
    expect(state.checkedAtMs).toBe(secondBeganAtMs)
    await first
    expect(dependencies.refusals.counts().refused).toEqual({ 'head.bad_signature': 1 })
    expect(state.contents.isOpen(runtime.nowMs())).toBe(false)
    expect(state.checkedAtMs).toBe(secondBeganAtMs)
  })

  it('makes nothing older than the second made it', async () => {
    const good = published()
    const [first, second] = checkTwice()
    const secondBeganAtMs = runtime.nowMs()
    answers[1]?.(good)
    await second
    answers[0]?.(good)
    await first
    expect(state.checkedAtMs).toBe(secondBeganAtMs)
    expect(state.headAtMs).toBe(secondBeganAtMs)
  })

  it('still brings a newer head, when it alone saw it', async () => {
    const old = published()
    const [first, second] = checkTwice()
    answers[1]?.(old)
    await second
    await source.publish(ID, 2, [])
    answers[0]?.(published())
    await first
    expect(state.head?.value.version).toBe(2)
  })
})

const lookAtHead = async (head = published().head): Promise<void> => {
  const check = checkEnvironment(state, dependencies, 'head')
  answers.splice(0).forEach((give) => give({ head, access: undefined, isPublishedTo: true }))
  await check
}

describe('a look at the head alone', () => {
  beforeEach(checkOnce)

  it('brings a new version, and makes what is known of keys no fresher', async () => {
    answers = []
    const { checkedAtMs } = state
    await source.publish(ID, 2, [])
    runtime.shift(1_000)
    await lookAtHead()
    expect(state.head?.value.version).toBe(2)
    expect(state.headAtMs).toBe(checkedAtMs + 1_000)
    expect(state.checkedAtMs).toBe(checkedAtMs)
    expect(dependencies.refusals.counts().refused).toEqual({})
  })

  it('does not make good an access table that was refused', async () => {
    const check = checkEnvironment(state, dependencies, 'all')
    answers.splice(0).forEach((give) => give({ ...published(), access: 'forged' }))
    await check
    await lookAtHead()
    expect(state.contents.isOpen(runtime.nowMs())).toBe(true)
  })
})
