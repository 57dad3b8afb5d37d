import * as fc from 'fast-check'
import { createKey, revokeKey } from '../../origin/access/key-service.ts'
import { hashKey } from '../../origin/access/hash-key.ts'
import { deleteFlag, patchFlag } from '../../origin/flags/change-flag.ts'
import { createFlag } from '../../origin/flags/create-flag.ts'
import { findFlagOrTombstone } from '../../origin/flags/flag-repository.ts'
import type { ConfigurationPart } from '../../origin/targeting/assemble-flag.ts'
import { changeConfiguration } from '../../origin/targeting/configuration-service.ts'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { type ModelCommand, modelCommand } from './model-command.ts'
import { isLive } from './model-truth.ts'
import type { ModelWorld } from './model-world.ts'

const FLAG_KEYS = ['f0', 'f1', 'f2'] as const
const KEY_LIFE_MS = 20_000

const flagKey = fc.constantFrom(...FLAG_KEYS)
const share = fc.integer({ min: 0, max: WHOLE })

/** What people do at the origin. */
export const changeCommands: readonly fc.Arbitrary<ModelCommand>[] = [
  fc.tuple(flagKey, fc.boolean()).map(([key, clientVisible]) => publish(key, clientVisible)),
  fc.tuple(flagKey, fc.boolean(), share).map(([key, enabled, part]) => edit(key, enabled, part)),
  fc.tuple(flagKey, fc.boolean()).map(([key, clientVisible]) => show(key, clientVisible)),
  flagKey.map(remove),
  flagKey.map(rollBack),
  fc.tuple(fc.constantFrom('srv' as const, 'cli' as const), fc.boolean()).map(([kind, dies]) => grant(kind, dies)),
  fc.nat({ max: 5 }).map(revoke),
]

/** The keys that every model starts with: they are never revoked. */
export async function grantFirstKeys(world: ModelWorld): Promise<void> {
  await grantKey(world, 'srv', false)
  await grantKey(world, 'cli', false)
}

function publish(key: string, clientVisible: boolean): ModelCommand {
  return modelCommand({
    name: `publish ${key}, ${clientVisible ? 'for clients too' : 'for servers'}`,
    isPossible: (world) => isUp(world) && !hasFlag(world, key),
    run: ({ commit, scope }) =>
      commit((change) =>
        createFlag(change, scope.project, { key, type: 'boolean', clientVisible, salt: key, reuseDeletedKey: true }),
      ),
  })
}

function edit(key: string, enabled: boolean, part: number): ModelCommand {
  const rules = [{ id: 'r', enabled: true, createdAtMs: 0, updatedAtMs: 0, rollout: { share: part } }] as const
  const configuration: ConfigurationPart = {
    enabled,
    offVariant: 'off',
    rules: rules.map((rule) => ({ ...rule, serve: { variant: 'on' } })),
    defaultServe: { variant: 'off' },
  }
  return modelCommand({
    name: `edit ${key}: ${enabled ? `on for ${part}` : 'off'}`,
    isPossible: (world) => isUp(world) && hasFlag(world, key),
    run: (world) => configure(world, key, configuration),
  })
}

function show(key: string, clientVisible: boolean): ModelCommand {
  return modelCommand({
    name: `${clientVisible ? 'show' : 'hide'} ${key}`,
    isPossible: (world) => isUp(world) && hasFlag(world, key),
    run: ({ commit, scope }) =>
      commit((change) => patchFlag(change, scope.project, { key, precondition: 'any', patch: { clientVisible } })),
  })
}

function remove(key: string): ModelCommand {
  return modelCommand({
    name: `delete ${key}`,
    isPossible: (world) => isUp(world) && hasFlag(world, key),
    run: ({ commit, scope }) => commit((change) => deleteFlag(change, scope.project, { key, precondition: 'any' })),
  })
}

/** The configuration that a flag had before its last edit, as a new version. */
function rollBack(key: string): ModelCommand {
  return modelCommand({
    name: `roll ${key} back`,
    isPossible: (world) => isUp(world) && hasFlag(world, key) && (world.before.get(key)?.length ?? 0) > 0,
    run: async (world) => {
      const earlier = world.before.get(key)?.pop()
      if (earlier !== undefined) await configure(world, key, earlier)
      world.before.get(key)?.pop()
    },
  })
}

function grant(kind: 'srv' | 'cli', isMortal: boolean): ModelCommand {
  return modelCommand({
    name: `create a ${kind} key${isMortal ? ` for ${KEY_LIFE_MS} ms` : ''}`,
    isPossible: (world) => isUp(world) && world.truth.keys.length < 6,
    run: (world) => grantKey(world, kind, isMortal),
  })
}

function revoke(which: number): ModelCommand {
  return modelCommand({
    name: `revoke key ${which + 2}`,
    isPossible: (world) => isUp(world) && isLiveKey(world, which + 2),
    run: async ({ commit, truth, scope }) => {
      const key = truth.keys[which + 2]
      if (key === undefined) return
      await commit((change) => revokeKey(change, ownerOf(scope), key.id))
      key.revokedAtMs = Date.now()
    },
  })
}

async function grantKey({ commit, truth, scope }: ModelWorld, kind: 'srv' | 'cli', isMortal: boolean): Promise<void> {
  const expiresAt = isMortal ? { expiresAt: new Date(Date.now() + KEY_LIFE_MS).toISOString() } : {}
  const order = { kind, scopes: ['evaluate'], name: kind, ...expiresAt } as const
  const { key, text } = await commit((change) => createKey(change, ownerOf(scope), order))
  const { id, expiresAtMs } = key
  truth.keys.push({ id, text, sha256: hashKey(text), kind, expiresAtMs, revokedAtMs: undefined })
}

function configure({ commit, scope, before }: ModelWorld, flag: string, configuration: ConfigurationPart) {
  return commit((change) =>
    changeConfiguration(change, scope, {
      flagKey: flag,
      precondition: 'any',
      edit: (current) => {
        before.set(flag, [...(before.get(flag) ?? []), current])
        return configuration
      },
    }),
  )
}

function ownerOf({ project, environment }: ModelWorld['scope']) {
  return { projectId: project.id, environmentId: environment.id }
}

function isUp(world: ModelWorld): boolean {
  return world.origin().isAlive()
}

function hasFlag({ database, scope }: ModelWorld, key: string): boolean {
  return findFlagOrTombstone(database, scope.project.id, key)?.deletedAtMs === null
}

function isLiveKey({ truth }: ModelWorld, index: number): boolean {
  const key = truth.keys[index]
  return key !== undefined && isLive(key, Date.now())
}
